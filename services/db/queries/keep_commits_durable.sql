-- Whatever role, database and URL say: who is told of a change can rely on its being on disk. What is stricter stays.
SELECT set_config('synchronous_commit',
    CASE current_setting('synchronous_commit') WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false)
