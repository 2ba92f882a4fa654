-- Has all who apply events wait until the end of the transaction, so that the model beside can
-- come as far as the one in use is: while that goes on, it would always be a little further. Whoever
-- applies or replays events of it holds its position.
CREATE FUNCTION hold_positions() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('lock_timeout', '200ms', true);
  LOCK TABLE public.position IN EXCLUSIVE MODE;
END $$;

REVOKE EXECUTE ON FUNCTION hold_positions() FROM PUBLIC;
