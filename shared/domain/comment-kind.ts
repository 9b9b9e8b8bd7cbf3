/** What somebody says of a deployment: a remark, a question, the answer to one, or a decision. */
export const commentKinds = ['comment', 'question', 'answer', 'decision'] as const;
export type CommentKind = (typeof commentKinds)[number];

/** The kind a code stands for; one of a later version is shown as a remark. */
export function commentKindOf(code: string | null): CommentKind {
  return commentKinds.find((kind) => kind === code) ?? 'comment';
}
