CREATE TABLE `client_words` (
	`word` text NOT NULL,
	`name_key` text NOT NULL,
	`client_id` integer NOT NULL,
	PRIMARY KEY(`word`, `name_key`, `client_id`),
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `client_words_by_client` ON `client_words` (`client_id`,`word`);--> statement-breakpoint
CREATE TABLE `clients` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`email` text,
	`phone` text,
	`document` text,
	`status` text DEFAULT 'active' NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL,
	`updated_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL,
	CONSTRAINT "clients_status" CHECK("clients"."status" in ('active', 'inactive'))
);
--> statement-breakpoint
CREATE INDEX `clients_by_name` ON `clients` (`name_key`,`id`);--> statement-breakpoint
CREATE INDEX `clients_by_creation` ON `clients` (`created_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `clients_document_unique` ON `clients` (`document`);