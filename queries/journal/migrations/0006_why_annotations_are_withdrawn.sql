-- Why a day is no longer named on a chart; null for days withdrawn before the reason was asked for.
ALTER TABLE annotations ADD COLUMN withdrawn_because VARCHAR(1000);
