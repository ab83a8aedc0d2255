DROP TABLE outside_receipt;
