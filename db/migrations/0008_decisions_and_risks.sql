CREATE TABLE `decision` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`label` text,
	`number` text,
	`body` text,
	`state` text,
	`due_on` text,
	`authority` text,
	`asked_on` text,
	`decided_on` text,
	`decided_by_id` text,
	`outcome` text,
	`reason` text,
	`owner_id` text,
	`domain_id` text,
	`establishment_id` text
);
--> statement-breakpoint
CREATE TABLE `risk` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`label` text,
	`category` text,
	`probability` integer,
	`impact` integer,
	`state` text,
	`owner_id` text,
	`mitigation` text,
	`plan_b` text,
	`plan_b_trigger` text,
	`plan_b_cost` text,
	`plan_b_started_on` text,
	`review_on` text,
	`opened_on` text,
	`domain_id` text,
	`other_domain_id` text,
	`establishment_id` text
);
--> statement-breakpoint
CREATE TABLE `risk_step` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`risk_id` text,
	`position` integer,
	`label` text,
	`days` integer
);
--> statement-breakpoint
CREATE INDEX `risk_step_by_risk` ON `risk_step` (`risk_id`);