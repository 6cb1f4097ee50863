UPDATE orders SET status = 'cancelled', cancelled_at = clock_timestamp() WHERE id = $1 AND status = 'placed'
