DROP TABLE notification;
DROP TABLE event_cursor;
DROP TABLE event;
