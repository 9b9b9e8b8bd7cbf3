CREATE TABLE `post` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`public_key` text,
	`establishment_id` text,
	`level` text,
	`state` text,
	`note` text
);
--> statement-breakpoint
CREATE INDEX `post_by_key` ON `post` (`public_key`);--> statement-breakpoint
CREATE TABLE `post_user` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`post_id` text,
	`person_id` text
);
--> statement-breakpoint
CREATE INDEX `post_user_by_post` ON `post_user` (`post_id`);--> statement-breakpoint
CREATE TABLE `tray_decision` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`incarnation` text,
	`save` integer,
	`verdict` text,
	`person_id` text
);
--> statement-breakpoint
CREATE INDEX `tray_decision_by_save` ON `tray_decision` (`incarnation`,`save`);