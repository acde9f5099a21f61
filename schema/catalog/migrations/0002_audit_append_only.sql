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
