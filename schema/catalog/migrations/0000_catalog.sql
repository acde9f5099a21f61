CREATE TABLE `audit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`subject` text NOT NULL,
	`subject_id` integer NOT NULL,
	`action` text NOT NULL,
	`by_kind` text NOT NULL,
	`by_id` integer,
	`by_name` text NOT NULL,
	`changes` text,
	`created_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_by_subject` ON `audit` (`subject`,`subject_id`,`id`);--> statement-breakpoint
CREATE TABLE `facets` (
	`archived` integer NOT NULL,
	`kind` text NOT NULL,
	`facet` text NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`archived`, `kind`, `facet`, `key`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `facets_by_count` ON `facets` (`kind`,`facet`,`count` desc,`key`) WHERE archived = 0;--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`key` text PRIMARY KEY NOT NULL,
	`fingerprint` text NOT NULL,
	`created` text,
	`created_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_by_creation` ON `idempotency_keys` (`created_at`);--> statement-breakpoint
CREATE TABLE `product_words` (
	`word` text NOT NULL,
	`product_id` integer NOT NULL,
	`field` text NOT NULL,
	PRIMARY KEY(`word`, `product_id`, `field`),
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `product_words_by_product` ON `product_words` (`product_id`,`word`);--> statement-breakpoint
CREATE TABLE `products` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`title_key` text NOT NULL,
	`sku` text,
	`ean` text,
	`price_cents` integer NOT NULL,
	`currency` text DEFAULT 'BRL' NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`genre` text,
	`genre_key` text,
	`year` integer,
	`year_key` integer DEFAULT 0 NOT NULL,
	`artist` text,
	`artist_key` text,
	`label` text,
	`format` text,
	`author` text,
	`author_key` text,
	`isbn` text,
	`publisher` text,
	`pages` integer,
	`brand` text,
	`description` text,
	`sold_at` integer,
	`archived` integer DEFAULT false NOT NULL,
	`archived_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL,
	`updated_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL,
	CONSTRAINT "products_kind" CHECK("products"."kind" in ('record', 'book', 'product')),
	CONSTRAINT "products_price" CHECK("products"."price_cents" between 0 and 100000000),
	CONSTRAINT "products_currency" CHECK("products"."currency" = 'BRL'),
	CONSTRAINT "products_year" CHECK("products"."year" between 1000 and 2100 and "products"."year_key" = coalesce("products"."year", 0)),
	CONSTRAINT "products_record" CHECK(case "products"."kind" when 'record' then "products"."artist" is not null
        else coalesce("products"."artist", "products"."label", "products"."format") is null end),
	CONSTRAINT "products_book" CHECK(case "products"."kind" when 'book' then "products"."author" is not null
        else coalesce("products"."author", "products"."isbn", "products"."publisher", "products"."pages") is null end),
	CONSTRAINT "products_product" CHECK(case "products"."kind" when 'product' then coalesce("products"."genre", "products"."year") is null
        else coalesce("products"."brand", "products"."description") is null end),
	CONSTRAINT "products_archived" CHECK("products"."archived" = ("products"."archived_at" is not null) and ("products"."sold_at" is not null or not "products"."archived"))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `products_sku_unique` ON `products` (`sku`);--> statement-breakpoint
CREATE INDEX `products_by_title` ON `products` (`archived`,`title_key`,`id`);--> statement-breakpoint
CREATE INDEX `products_by_price` ON `products` (`archived`,`price_cents`,`id`);--> statement-breakpoint
CREATE INDEX `products_by_year` ON `products` (`archived`,`year_key`,`id`);--> statement-breakpoint
CREATE INDEX `products_by_creation` ON `products` (`archived`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `products_by_kind` ON `products` (`kind`,`archived`);--> statement-breakpoint
CREATE INDEX `products_by_genre` ON `products` (`genre_key`,`archived`) WHERE genre_key is not null;--> statement-breakpoint
CREATE INDEX `products_by_artist` ON `products` (`artist_key`,`archived`) WHERE artist_key is not null;--> statement-breakpoint
CREATE INDEX `products_by_author` ON `products` (`author_key`,`archived`) WHERE author_key is not null;--> statement-breakpoint
CREATE INDEX `products_not_for_sale` ON `products` (`archived`) WHERE active = 0;