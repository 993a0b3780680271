import type { ReportModel } from '../../src/report/model.js';
import { plan } from './model.js';

/** The plan of `model.ts` with everything that a report may hold beside it. */
export const fullPlan: ReportModel = {
  ...plan,
  flow: [
    {
      source: 'online',
      members: 1317,
      bands: [
        { grade: 'WELCOME', unified: 'WELCOME', members: 580 },
        { grade: 'WELCOME', unified: 'SILVER', members: 120 },
        { grade: 'SILVER', unified: 'SILVER', members: 240 },
        { grade: 'SILVER', unified: 'GOLD', members: 30 },
        { grade: 'GOLD', unified: 'SILVER', members: 12 },
        { grade: 'GOLD', unified: 'GOLD', members: 196 },
        { grade: 'VIP', unified: 'VIP', members: 110 },
        { grade: null, unified: 'SILVER', members: 20 },
        { grade: null, unified: null, members: 9 },
      ],
    },
    {
      source: 'offline',
      members: 831,
      bands: [
        { grade: 'WELCOME', unified: 'WELCOME', members: 290 },
        { grade: 'WELCOME', unified: null, members: 40 },
        { grade: 'SILVER', unified: 'GOLD', members: 501 },
      ],
    },
  ],
  losses: {
    down: {
      steps: [
        { before: 'GOLD', after: 'SILVER', members: 11 },
        { before: 'VIP', after: 'SILVER', members: 1 },
      ],
      by_rule: [{ rule: 'best of both', adjusted_by: null, members: 12 }],
      examples: {
        total: 12,
        shown: [
          {
            member_id: 'M0000900',
            name: '최*영',
            source_grades: [{ source: 'online', label: 'VIP' }],
            before: 'VIP',
            after: 'SILVER',
            steps: 2,
            rule: 'best of both',
            adjusted_by: null,
          },
        ],
        file: 'changes.csv',
      },
    },
    left: {
      steps: [{ before: 'SILVER', after: null, members: 9 }],
      by_rule: [{ rule: 'left both', adjusted_by: null, members: 9 }],
      examples: { total: 9, shown: [], file: 'changes.csv' },
    },
    gone: {
      by_grade: [
        { grade: 'WELCOME', members: 6 },
        { grade: null, members: 3 },
      ],
      points: [{ bucket: 'points', balance: '4321' }],
      examples: {
        total: 9,
        shown: [
          {
            member_id: 'M0000800',
            name: '한*',
            grade: 'WELCOME',
            rows: [
              { name: 'online', count: 1 },
              { name: 'offline', count: 2 },
            ],
          },
        ],
        file: 'changes.csv',
      },
    },
  },
  grade_points: [
    {
      bucket: 'points',
      before: '2000000',
      after: '2056600',
      by_grade: [
        { grade: 'WELCOME', before: '500000', after: '450000' },
        { grade: 'SILVER', before: '500000', after: '506600' },
        { grade: 'GOLD', before: '600000', after: '600000' },
        { grade: 'VIP', before: '400000', after: '500000' },
        { grade: null, before: '0', after: '0' },
      ],
    },
  ],
  matching: {
    ...plan.matching,
    largest_members: {
      total: 510,
      shown: [
        {
          member_id: 'M0000321',
          name: '정*호',
          rows: 4,
          sources: [
            { name: 'online', count: 1 },
            { name: 'offline', count: 3 },
          ],
          joined_by: [
            { name: 'phone_name', count: 3 },
            { name: 'ci', count: 1 },
          ],
        },
      ],
      file: 'links.csv',
    },
  },
  rules: {
    ...plan.rules,
    config_path: 'tier-merge.yaml',
    findings: [
      {
        line: 8,
        kind: 'gap',
        message: 'no rule gives a grade in 2 of 216 cases',
        accepted: 'the counter asks them',
      },
      { line: 12, kind: 'worse off', rule: 'best of both', message: 'one can fall from VIP to SILVER' },
    ],
    proofs: [
      { kind: 'gap', found: 1, accepted: 1 },
      { kind: 'worse off', found: 1, accepted: 0 },
      { kind: 'map order', found: 0, accepted: 0 },
    ],
    told: {
      en: {
        sections: [{ title: 'Grades', lines: ['From the lowest to the highest: WELCOME, VIP.'] }],
        decisions: [{ name: 'best of both', text: 'best of both: the highest of the grades.' }],
        adjustments: [{ name: 'no loss', text: 'no loss: never below the grade before.' }],
      },
      ko: {
        sections: [{ title: '등급', lines: ['낮은 등급부터 WELCOME, VIP 순입니다.'] }],
        decisions: [{ name: 'best of both', text: 'best of both: 가장 높은 등급.' }],
        adjustments: [{ name: 'no loss', text: 'no loss: 전보다 낮아지지 않음.' }],
      },
    },
  },
};
