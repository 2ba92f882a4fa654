-- Has all who apply events wait until the end of the transaction.
SELECT hold_positions() AS held
