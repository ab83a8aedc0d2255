DROP TABLE email_letter;
DROP TABLE email_proof;
DROP TABLE email_address;
