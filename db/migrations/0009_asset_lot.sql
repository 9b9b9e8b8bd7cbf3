CREATE TABLE `asset_change` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`kind` text,
	`day` text,
	`lot_id` text,
	`servers` integer,
	`virtual_machines` integer,
	`storage` integer,
	`reason` text,
	`author_id` text,
	`unplanned` integer,
	`delay` integer
);
--> statement-breakpoint
CREATE INDEX `asset_change_by_lot` ON `asset_change` (`lot_id`);--> statement-breakpoint
CREATE TABLE `asset_lot` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`label` text,
	`position` integer,
	`deployment_id` text,
	`servers` integer,
	`virtual_machines` integer,
	`storage` integer,
	`planned_start` text,
	`planned_end` text,
	`transferred_on` text,
	`note` text
);
