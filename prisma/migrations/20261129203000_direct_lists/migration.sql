-- Direct messages that list a chat are found, too, when it is to be forgotten. Who looks for the others only is served as well.
CREATE INDEX delivery_listing ON delivery (account_id) WHERE kind IN ('list', 'listTo');
DROP INDEX delivery_lists;
