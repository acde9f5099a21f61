ALTER TABLE `products` ADD `opening_stock` integer;--> statement-breakpoint
CREATE INDEX `products_with_opening_stock` ON `products` (`id`) WHERE opening_stock is not null;