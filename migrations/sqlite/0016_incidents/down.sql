DROP TABLE incident_extension;
DROP TABLE incident;
