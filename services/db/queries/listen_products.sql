LISTEN products
