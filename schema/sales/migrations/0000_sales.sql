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
CREATE TABLE `events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`type` text NOT NULL,
	`data` text NOT NULL,
	`request_id` text,
	`created_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL,
	`consumed_at` integer
);
--> statement-breakpoint
CREATE INDEX `events_waiting` ON `events` (`id`) WHERE consumed_at is null;--> statement-breakpoint
CREATE TABLE `holdings` (
	`client_id` integer NOT NULL,
	`product_id` integer NOT NULL,
	`title` text NOT NULL,
	`quantity` integer NOT NULL,
	PRIMARY KEY(`client_id`, `product_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `holdings_by_product` ON `holdings` (`product_id`,`client_id`);--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`key` text PRIMARY KEY NOT NULL,
	`fingerprint` text NOT NULL,
	`created` text,
	`created_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_by_creation` ON `idempotency_keys` (`created_at`);--> statement-breakpoint
CREATE TABLE `movements` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`product_id` integer NOT NULL,
	`delta` integer NOT NULL,
	`reason` text NOT NULL,
	`note` text,
	`available` integer NOT NULL,
	`purchase_id` integer,
	`by_kind` text NOT NULL,
	`by_id` integer,
	`by_name` text NOT NULL,
	`created_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL,
	CONSTRAINT "movements_delta" CHECK(case when "movements"."reason" in ('sold', 'lost') then "movements"."delta" < 0
        when "movements"."reason" = 'corrected' then "movements"."delta" <> 0
        else "movements"."delta" > 0 end),
	CONSTRAINT "movements_purchase" CHECK(("movements"."purchase_id" is not null) = ("movements"."reason" in ('sold', 'cancelled', 'returned')))
);
--> statement-breakpoint
CREATE INDEX `movements_by_product` ON `movements` (`product_id`,`id`,`delta`);--> statement-breakpoint
CREATE UNIQUE INDEX `movements_opening` ON `movements` (`product_id`) WHERE reason = 'opening';--> statement-breakpoint
CREATE TABLE `product_days` (
	`day` text NOT NULL,
	`product_id` integer NOT NULL,
	`title` text NOT NULL,
	`kind` text NOT NULL,
	`units` integer NOT NULL,
	`revenue_cents` integer NOT NULL,
	PRIMARY KEY(`day`, `product_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `product_days_by_units` ON `product_days` (`day`,units desc,`product_id`);--> statement-breakpoint
CREATE TABLE `purchase_items` (
	`purchase_id` integer NOT NULL,
	`product_id` integer NOT NULL,
	`line` integer NOT NULL,
	`title` text NOT NULL,
	`sku` text,
	`kind` text NOT NULL,
	`price_cents` integer NOT NULL,
	`quantity` integer NOT NULL,
	`returned` integer DEFAULT 0 NOT NULL,
	`shortfall` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`purchase_id`, `product_id`),
	FOREIGN KEY (`purchase_id`) REFERENCES `purchases`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "purchase_items_quantity" CHECK("purchase_items"."quantity" > 0),
	CONSTRAINT "purchase_items_price" CHECK("purchase_items"."price_cents" >= 0),
	CONSTRAINT "purchase_items_returned" CHECK("purchase_items"."returned" between 0 and "purchase_items"."quantity"),
	CONSTRAINT "purchase_items_shortfall" CHECK("purchase_items"."shortfall" between 0 and "purchase_items"."quantity")
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `purchase_items_by_product` ON `purchase_items` (`product_id`,`purchase_id`);--> statement-breakpoint
CREATE TABLE `purchases` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`client_id` integer NOT NULL,
	`channel` text NOT NULL,
	`fulfilled` integer NOT NULL,
	`fulfilled_at` integer,
	`cancelled_at` integer,
	`cancel_reason` text,
	`total_cents` integer NOT NULL,
	`returned_cents` integer DEFAULT 0 NOT NULL,
	`currency` text DEFAULT 'BRL' NOT NULL,
	`day` text NOT NULL,
	`by_kind` text NOT NULL,
	`by_id` integer,
	`by_name` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL,
	`updated_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL,
	CONSTRAINT "purchases_fulfilled" CHECK("purchases"."fulfilled" = ("purchases"."fulfilled_at" is not null)),
	CONSTRAINT "purchases_cancelled" CHECK(("purchases"."cancelled_at" is null) = ("purchases"."cancel_reason" is null)),
	CONSTRAINT "purchases_total" CHECK("purchases"."returned_cents" between 0 and "purchases"."total_cents")
);
--> statement-breakpoint
CREATE INDEX `purchases_by_client` ON `purchases` (`client_id`,`id`);--> statement-breakpoint
CREATE INDEX `purchases_by_creation` ON `purchases` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `purchases_by_total` ON `purchases` (`total_cents`,`id`);--> statement-breakpoint
CREATE INDEX `purchases_unfulfilled` ON `purchases` (`id`) WHERE fulfilled = 0;--> statement-breakpoint
CREATE INDEX `purchases_cancelled` ON `purchases` (`id`) WHERE cancelled_at is not null;--> statement-breakpoint
CREATE TABLE `sales_days` (
	`day` text NOT NULL,
	`kind` text NOT NULL,
	`purchases` integer NOT NULL,
	`unfulfilled` integer NOT NULL,
	`cancelled` integer NOT NULL,
	`units` integer NOT NULL,
	`revenue_cents` integer NOT NULL,
	PRIMARY KEY(`day`, `kind`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `stock` (
	`product_id` integer PRIMARY KEY NOT NULL,
	`available` integer DEFAULT 0 NOT NULL,
	`low_at` integer,
	`version` integer DEFAULT 0 NOT NULL,
	`updated_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL,
	CONSTRAINT "stock_available" CHECK("stock"."available" >= 0),
	CONSTRAINT "stock_low_at" CHECK("stock"."low_at" >= 0)
);
--> statement-breakpoint
CREATE INDEX `stock_low` ON `stock` (`product_id`) WHERE low_at is not null and available <= low_at;
--> statement-breakpoint
CREATE TRIGGER `movements_keep_stock` AFTER INSERT ON `movements`
BEGIN
	INSERT INTO `stock` (`product_id`) VALUES (NEW.`product_id`) ON CONFLICT DO NOTHING;
	UPDATE `stock` SET `available` = `available` + NEW.`delta`, `version` = `version` + 1, `updated_at` = NEW.`created_at`
	WHERE `product_id` = NEW.`product_id`;
END;
--> statement-breakpoint
CREATE TRIGGER `movements_no_delete` BEFORE DELETE ON `movements`
BEGIN
	SELECT RAISE(ABORT, 'the stock ledger is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `movements_no_update` BEFORE UPDATE ON `movements`
BEGIN
	SELECT RAISE(ABORT, 'the stock ledger is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `stock_becomes_low` AFTER UPDATE OF `available` ON `stock`
WHEN NEW.`available` <= NEW.`low_at` AND OLD.`available` > NEW.`low_at`
BEGIN
	INSERT INTO `events` (`type`, `data`, `created_at`) VALUES (
		'stock.low',
		json_object('productId', NEW.`product_id`, 'available', NEW.`available`, 'lowAt', NEW.`low_at`),
		NEW.`updated_at`
	);
END;
--> statement-breakpoint
CREATE TRIGGER `purchases_fulfilled_once` BEFORE UPDATE OF `fulfilled` ON `purchases`
WHEN OLD.`fulfilled` OR OLD.`cancelled_at` IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'refused: not_waiting');
END;
--> statement-breakpoint
CREATE TRIGGER `purchases_cancelled_once` BEFORE UPDATE OF `cancelled_at` ON `purchases`
WHEN OLD.`cancelled_at` IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'refused: cancelled');
END;
--> statement-breakpoint
CREATE TRIGGER `purchase_items_returned_once` BEFORE UPDATE OF `returned` ON `purchase_items`
WHEN NOT EXISTS (
	SELECT 1 FROM `purchases` WHERE `id` = OLD.`purchase_id` AND `fulfilled` AND `cancelled_at` IS NULL
)
BEGIN
	SELECT RAISE(ABORT, 'refused: not_fulfilled');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_no_delete` BEFORE DELETE ON `audit`
BEGIN
	SELECT RAISE(ABORT, 'the audit trail is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_no_update` BEFORE UPDATE ON `audit`
WHEN NEW.`changes` IS NOT NULL OR NEW.`id` <> OLD.`id` OR NEW.`subject` <> OLD.`subject`
	OR NEW.`subject_id` <> OLD.`subject_id` OR NEW.`action` <> OLD.`action` OR NEW.`by_kind` <> OLD.`by_kind`
	OR NEW.`by_id` IS NOT OLD.`by_id` OR NEW.`by_name` <> OLD.`by_name` OR NEW.`created_at` <> OLD.`created_at`
BEGIN
	SELECT RAISE(ABORT, 'the audit trail is append-only');
END;
