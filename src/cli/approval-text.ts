import type { Approval } from '../plan/approval/approval.js';
import { planCommand } from '../report/command.js';
import { escapeTerminal } from '../report/escape.js';
import { type Language, type Messages, messagesIn } from '../report/messages.js';
import type { ReportModel } from '../report/model.js';
import { textTable } from './text-table.js';

/** What was approved, in one screen, and how it is applied. */
export function approvalLines(
  approval: Approval,
  { model, lang, path }: { readonly model: ReportModel; readonly lang: Language; readonly path: string },
): readonly string[] {
  const messages = messagesIn(lang);
  const words = messages.approval;
  const table = textTable(
    ['', ''],
    [
      [words.plan, path],
      [words.asOf, model.as_of],
      [words.contentHash, approval.content_hash],
      [words.members, memberText(messages, model)],
      [words.grades, gradeText(messages, model)],
      ...details(messages, approval),
    ].map((cells) => cells.map(escapeTerminal)),
  );
  const command = planCommand('apply', path, []);
  const applied = approval.status === 'withdrawn' ? [] : [words.apply, `  ${escapeTerminal(command)}`];
  return [
    saidLine(approval, lang),
    ...table
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => `  ${line}`),
    ...applied,
  ];
}

/** Who said what about a plan last. */
export function saidLine({ status, by, at, effective }: Approval, lang: Language): string {
  const words = messagesIn(lang).approval;
  const text =
    status === 'withdrawn'
      ? words.withdrawn({ by, at })
      : words.approved({ by, at, effective: effective ?? '' });
  return escapeTerminal(text);
}

function memberText({ approval, number }: Messages, { members }: ReportModel): string {
  return approval.memberCounts({
    total: number({ value: members.total }),
    added: number({ value: members.new }),
    changed: number({ value: members.changed }),
    gone: number({ value: members.gone }),
  });
}

function gradeText({ approval, number }: Messages, { grades }: ReportModel): string {
  const { up, down, same, left } = grades;
  return approval.gradeCounts({
    up: number({ value: up }),
    down: number({ value: down }),
    same: number({ value: same }),
    left: number({ value: left }),
  });
}

function details(
  { approval: words, number }: Messages,
  { allowed, note, earlier }: Approval,
): readonly string[][] {
  const raised = Object.entries(allowed).map(([name, value]) => `${name}=${value}`);
  return [
    ...(raised.length === 0 ? [] : [[words.allowed, raised.join(', ')]]),
    ...(note === null ? [] : [[words.note, note]]),
    ...(earlier.length === 0
      ? []
      : [[words.earlier, words.earlierCount({ count: number({ value: earlier.length }) })]]),
  ];
}
