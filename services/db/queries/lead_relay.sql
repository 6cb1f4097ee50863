-- Not the one that waits: it would hold back vacuum for as long as somebody else leads.
SELECT pg_try_advisory_lock($1) AS leads
