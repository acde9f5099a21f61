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
CREATE TABLE `hours` (
	`hour` integer PRIMARY KEY NOT NULL,
	`inserted` integer DEFAULT 0 NOT NULL,
	`consumed` integer DEFAULT 0 NOT NULL,
	`dead` integer DEFAULT 0 NOT NULL,
	`oldest_ms` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`key` text PRIMARY KEY NOT NULL,
	`fingerprint` text NOT NULL,
	`created` text,
	`created_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_by_creation` ON `idempotency_keys` (`created_at`);--> statement-breakpoint
CREATE TABLE `places` (
	`place` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `step_reports` (
	`workflow_id` integer NOT NULL,
	`name` text NOT NULL,
	`status` text NOT NULL,
	`message` text,
	`started_at` integer,
	`finished_at` integer,
	PRIMARY KEY(`workflow_id`, `name`),
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `workflows` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uuid` text NOT NULL,
	`status` text DEFAULT 'inserted' NOT NULL,
	`place` text DEFAULT 'waiting',
	`data` text NOT NULL,
	`data_version` integer DEFAULT 1 NOT NULL,
	`steps` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`lease` text,
	`lease_until` integer,
	`last_error` text,
	`rendered_version` integer,
	`consumed_at` integer,
	`by_kind` text NOT NULL,
	`by_id` integer,
	`by_name` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL,
	`updated_at` integer DEFAULT (cast(round(unixepoch('subsec') * 1000) as integer)) NOT NULL,
	CONSTRAINT "workflows_status" CHECK(("workflows"."status" = 'consumed') = ("workflows"."place" is null)),
	CONSTRAINT "workflows_consumed" CHECK(("workflows"."status" = 'consumed') = ("workflows"."consumed_at" is not null)),
	CONSTRAINT "workflows_lease" CHECK((coalesce("workflows"."place", '') = 'leased') = ("workflows"."lease_until" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `workflows_uuid_unique` ON `workflows` (`uuid`);--> statement-breakpoint
CREATE INDEX `workflows_waiting` ON `workflows` (`id`) WHERE place = 'waiting';--> statement-breakpoint
CREATE INDEX `workflows_leased` ON `workflows` (`id`) WHERE place = 'leased';--> statement-breakpoint
CREATE INDEX `workflows_leases` ON `workflows` (`lease_until`,`id`) WHERE place = 'leased';--> statement-breakpoint
CREATE INDEX `workflows_dead` ON `workflows` (`id`) WHERE place = 'dead';--> statement-breakpoint
CREATE INDEX `workflows_by_status` ON `workflows` (`status`,`id`);--> statement-breakpoint
CREATE INDEX `workflows_to_render` ON `workflows` (`id`) WHERE rendered_version is not data_version;--> statement-breakpoint
CREATE UNIQUE INDEX `workflows_lease_unique` ON `workflows` (`lease`);
--> statement-breakpoint
CREATE TRIGGER `workflows_come` AFTER INSERT ON `workflows`
BEGIN
	INSERT INTO `places` (`place`, `count`) VALUES (NEW.`place`, 1)
	ON CONFLICT DO UPDATE SET `count` = `count` + 1;
	INSERT INTO `hours` (`hour`, `inserted`) VALUES (NEW.`created_at` / 3600000 * 3600000, 1)
	ON CONFLICT DO UPDATE SET `inserted` = `inserted` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `workflows_move` AFTER UPDATE OF `place` ON `workflows`
WHEN NEW.`place` IS NOT OLD.`place`
BEGIN
	UPDATE `places` SET `count` = `count` - 1 WHERE `place` = OLD.`place`;
	INSERT INTO `places` (`place`, `count`) VALUES (coalesce(NEW.`place`, 'consumed'), 1)
	ON CONFLICT DO UPDATE SET `count` = `count` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `workflows_consumed` AFTER UPDATE OF `status` ON `workflows`
WHEN NEW.`status` = 'consumed'
BEGIN
	INSERT INTO `hours` (`hour`, `consumed`, `oldest_ms`)
	VALUES (NEW.`consumed_at` / 3600000 * 3600000, 1, max(0, NEW.`consumed_at` - NEW.`created_at`))
	ON CONFLICT DO UPDATE SET `consumed` = `consumed` + 1, `oldest_ms` = max(`oldest_ms`, excluded.`oldest_ms`);
END;
--> statement-breakpoint
CREATE TRIGGER `workflows_buried` AFTER UPDATE OF `place` ON `workflows`
WHEN NEW.`place` = 'dead'
BEGIN
	INSERT INTO `hours` (`hour`, `dead`) VALUES (NEW.`updated_at` / 3600000 * 3600000, 1)
	ON CONFLICT DO UPDATE SET `dead` = `dead` + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `workflows_consumed_once` BEFORE UPDATE OF `status`, `place`, `data`, `steps` ON `workflows`
WHEN OLD.`status` = 'consumed'
BEGIN
	SELECT RAISE(ABORT, 'refused: consumed');
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
