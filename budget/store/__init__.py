"""The only door to the database: journal (append-only), projection (tables), migrations. Nothing else imports duckdb."""
