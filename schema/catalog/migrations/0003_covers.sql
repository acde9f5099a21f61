CREATE TABLE `loose_files` (
	`key` text PRIMARY KEY NOT NULL,
	`since` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `loose_files_by_age` ON `loose_files` (`since`);--> statement-breakpoint
ALTER TABLE `products` ADD `cover` text;