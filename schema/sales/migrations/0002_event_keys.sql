ALTER TABLE `events` ADD `key` text;--> statement-breakpoint
CREATE UNIQUE INDEX `events_key_unique` ON `events` (`key`) WHERE key is not null;