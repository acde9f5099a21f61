CREATE VIEW `product_facets` AS
SELECT `id`, `archived`, iif(`column1` = 'own', `kind`, 'any') AS `of_kind`, `column2` AS `facet`,
	CASE `column2` WHEN 'kind' THEN `kind` WHEN 'genre' THEN `genre_key` WHEN 'artist' THEN `artist_key`
		WHEN 'author' THEN `author_key` WHEN 'year' THEN cast(`year` AS text) END AS `key`,
	CASE `column2` WHEN 'kind' THEN `kind` WHEN 'genre' THEN `genre` WHEN 'artist' THEN `artist`
		WHEN 'author' THEN `author` WHEN 'year' THEN cast(`year` AS text) END AS `value`
FROM `products` CROSS JOIN (VALUES ('any', 'kind'), ('any', 'genre'), ('any', 'year'),
	('own', 'genre'), ('own', 'year'), ('own', 'artist'), ('own', 'author'));
--> statement-breakpoint
CREATE TRIGGER `facets_of_new_product` AFTER INSERT ON `products`
BEGIN
	INSERT INTO `facets` (`archived`, `kind`, `facet`, `key`, `value`, `count`)
	SELECT `archived`, `of_kind`, `facet`, `key`, `value`, 1 FROM `product_facets`
	WHERE `id` = NEW.`id` AND `key` IS NOT NULL
	ON CONFLICT DO UPDATE SET `count` = `count` + 1, `value` = excluded.`value`;
END;
--> statement-breakpoint
CREATE TRIGGER `facets_of_gone_product` BEFORE DELETE ON `products`
BEGIN
	UPDATE `facets` SET `count` = `count` - 1 WHERE (`archived`, `kind`, `facet`, `key`) IN
		(SELECT `archived`, `of_kind`, `facet`, `key` FROM `product_facets` WHERE `id` = OLD.`id`);
END;
--> statement-breakpoint
CREATE TRIGGER `facets_before_edit` BEFORE UPDATE OF `archived`, `kind`, `genre`, `genre_key`, `year`,
	`artist`, `artist_key`, `author`, `author_key` ON `products`
BEGIN
	UPDATE `facets` SET `count` = `count` - 1 WHERE (`archived`, `kind`, `facet`, `key`) IN
		(SELECT `archived`, `of_kind`, `facet`, `key` FROM `product_facets` WHERE `id` = OLD.`id`);
END;
--> statement-breakpoint
CREATE TRIGGER `facets_after_edit` AFTER UPDATE OF `archived`, `kind`, `genre`, `genre_key`, `year`,
	`artist`, `artist_key`, `author`, `author_key` ON `products`
BEGIN
	INSERT INTO `facets` (`archived`, `kind`, `facet`, `key`, `value`, `count`)
	SELECT `archived`, `of_kind`, `facet`, `key`, `value`, 1 FROM `product_facets`
	WHERE `id` = NEW.`id` AND `key` IS NOT NULL
	ON CONFLICT DO UPDATE SET `count` = `count` + 1, `value` = excluded.`value`;
END;
--> statement-breakpoint
CREATE TRIGGER `facets_without_product` AFTER UPDATE ON `facets` WHEN NEW.`count` = 0
BEGIN
	DELETE FROM `facets` WHERE `archived` = NEW.`archived` AND `kind` = NEW.`kind` AND `facet` = NEW.`facet`
		AND `key` = NEW.`key`;
END;
