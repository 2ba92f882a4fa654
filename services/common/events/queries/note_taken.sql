-- Notes up to where the reader of a partition's audit stream has it.
UPDATE publication SET audit_taken = :taken WHERE partition = :partition
