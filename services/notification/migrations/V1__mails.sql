-- What became of each event's mail, so that none is sent twice.
CREATE TABLE notification.mails (
    event_id    uuid        NOT NULL,
    -- Which replay of the event; the nil UUID is the event itself.
    replay_id   uuid        NOT NULL,
    order_id    bigint      NOT NULL,
    -- waiting: not sent yet, and will be tried again. sending: handed to the mail server, or about to be.
    state       text        NOT NULL,
    -- Who sends it, and until when nobody else may judge what became of it.
    claimed_by  uuid,
    lease_until timestamptz,
    -- When it was refused for the first time.
    retry_since timestamptz,
    updated_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (event_id, replay_id),
    CONSTRAINT mails_state CHECK (state IN ('waiting', 'sending', 'sent', 'dead_lettered')),
    CONSTRAINT mails_claim CHECK (state <> 'sending' OR (claimed_by IS NOT NULL AND lease_until IS NOT NULL))
);

CREATE INDEX mails_by_age ON notification.mails (updated_at);
