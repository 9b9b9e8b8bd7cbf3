CREATE TABLE `action` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`label` text,
	`partner_id` text,
	`owner_id` text,
	`deployment_id` text,
	`due_on` text,
	`state` text,
	`note` text
);
--> statement-breakpoint
CREATE INDEX `action_by_partner` ON `action` (`partner_id`);--> statement-breakpoint
CREATE TABLE `partner` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`name` text,
	`kind` text,
	`email` text
);
