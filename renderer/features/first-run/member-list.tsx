import { ActionIcon, Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { CreateGroup } from '../../../shared/views/workspace-view.ts';
import { useText } from '../../i18n.ts';
import styles from './first-run.module.css';
import { addMembers, type GroupDraft, namesInText } from './group-draft.ts';

type Members = CreateGroup['members'];

interface MemberListProps {
  readonly draft: GroupDraft;
  readonly onChange: (members: Members) => void;
}

/** The other establishments: typed one by one, or pasted from a list. */
export function MemberList({ draft, onChange }: MemberListProps) {
  const { t } = useText();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const { members } = draft;

  function add(names: readonly string[]): void {
    const added = addMembers(draft, names);
    onChange(added.members);
    setText('');
    if (added.tooMany) setProblem(t('first-run.memberTooMany'));
    else setProblem(added.twice === null ? null : t('first-run.memberTwice', { name: added.twice }));
  }
  return (
    <section className={styles.section} aria-labelledby="members-title">
      <div className={styles.sectionHead}>
        <h2 id="members-title" className={styles.cardTitle}>
          {t('first-run.members')}
        </h2>
        <span className={styles.cardText}>{t('first-run.memberCount', { count: members.length + 1 })}</span>
      </div>
      {members.length > 0 && (
        <ul className={styles.members}>
          {members.map((member) => (
            <MemberRow
              key={member.name}
              member={member}
              onRole={(role) =>
                onChange(members.map((other) => (other === member ? { ...other, role } : other)))
              }
              onRemove={() => onChange(members.filter((other) => other !== member))}
            />
          ))}
        </ul>
      )}
      <div className={styles.addRow}>
        <TextInput
          aria-label={t('first-run.memberPlaceholder')}
          placeholder={t('first-run.memberPlaceholder')}
          description={t('first-run.membersHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={text}
          maxLength={200}
          error={problem}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || text.trim() === '') return;
            event.preventDefault();
            add(namesInText(text));
          }}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text/plain');
            if (!pasted.trim().includes('\n')) return;
            event.preventDefault();
            add(namesInText(pasted));
          }}
        />
        <Button variant="default" disabled={text.trim() === ''} onClick={() => add(namesInText(text))}>
          {t('common.add')}
        </Button>
      </div>
    </section>
  );
}

interface MemberRowProps {
  readonly member: Members[number];
  readonly onRole: (role: Members[number]['role']) => void;
  readonly onRemove: () => void;
}

function MemberRow({ member, onRole, onRemove }: MemberRowProps) {
  const { t } = useText();
  return (
    <li className={styles.memberRow}>
      <span>{member.name}</span>
      <SegmentedControl
        size="xs"
        aria-label={t('first-run.memberRole', { name: member.name })}
        value={member.role}
        data={(['member', 'partner'] as const).map((role) => ({
          value: role,
          label: t(`first-run.memberRole.${role}`),
        }))}
        onChange={(role) => onRole(role === 'partner' ? 'partner' : 'member')}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('first-run.memberRemove', { name: member.name })}
        onClick={onRemove}
      >
        <IconX size={16} stroke={1.5} aria-hidden="true" />
      </ActionIcon>
    </li>
  );
}
