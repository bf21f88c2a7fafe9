-- What was once paid for the first delivery goes back once, with the request after which nothing of the order is left.

ALTER TABLE visits ADD COLUMN first_delivery_won INTEGER NOT NULL DEFAULT 0 CHECK (first_delivery_won >= 0);
CREATE UNIQUE INDEX the_first_delivery_goes_back_once ON visits (order_no)
    WHERE first_delivery_won > 0 AND stage <> 'refused';
