DROP TABLE regime_version;
DROP FUNCTION keep_published_regime();
