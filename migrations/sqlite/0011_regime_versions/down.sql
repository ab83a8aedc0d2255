DROP TABLE regime_version;
