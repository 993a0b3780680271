import { schemaLine } from '../json-schema/published.js';

/** The config that goes with the two exports: paths are relative to it. */
export const CONFIG_FILE = `${schemaLine('schema/tier-merge.schema.json')}# tier-merge.yaml — paths are relative to this file
version: 1
project: acme
time_zone: Asia/Seoul
sources:
  online:
    files: online.csv
    encoding: auto
    mode: full
    one_row_per_person: true
    columns:
      member_id: 회원번호
      name: 이름
      phone: 휴대폰번호
      email: 이메일
      birth_date: 생년월일
      gender: 성별
      ci: CI
      card_no: 멤버십카드
      grade: 회원등급
      points: 적립금
      spend: 총구매금액
      orders: 총주문건수
      joined_at: 가입일
      last_activity_at: 최근접속일
      consent_sms: SMS수신동의
      consent_email: 이메일수신동의
      status: 회원상태
    values:
      gender: { M: male, F: female }
      consent_sms: { Y: true, N: false }
      consent_email: { Y: true, N: false }
      status: { 정상: active, 휴면: dormant, 탈퇴: withdrawn }
  offline:
    files: offline.csv
    encoding: cp949
    columns:
      member_id: 고객코드
      name: 성명
      phone: 연락처
      email: 메일
      birth_date: 생일
      gender: 성별
      ci: 연계정보
      card_no: 카드번호
      grade: 등급
      stamps: 스탬프
      points: 포인트
      spend: 누적구매액
      orders: 방문횟수
      joined_at: 등록일자
      last_activity_at: 최종방문일
      consent_sms: 문자수신
      store: 등록매장
    formats: { birth_date: [YYYY.MM.DD, YYMMDD], joined_at: [YYYYMMDD], last_activity_at: [YYYYMMDD] }
    values:
      gender: { 남: male, 여: female }
      consent_sms: { 동의: true, 거부: false }
    exclude:
      - { name: test accounts, when: "name like '%테스트%' or member_id like 'TEST%'" }
identity: { preset: loyalty, country: KR }
rules: rules.yaml
limits: { max_rejected: 0.5%, min_rows_vs_last: 80%, max_changed: 30%, max_downgraded: 0%, max_cluster: 8 }
target: { client: better-sqlite3, connection: { filename: members.sqlite } }
output: { dir: runs, format: csv }
report: { formats: [html, json], lang: ko, mask: true }
`;

/** The same rules as `rules/best-of-both.yaml` but for the place of the schema; a test holds the two together. */
export const RULES_FILE = `${schemaLine('schema/rules.schema.json')}# rules/best-of-both.yaml
version: 1
name: best of both
grades: [WELCOME, SILVER, GOLD, VIP, VVIP]            # lowest first
map:                                                   # a source's label -> grade; an unmapped label is an error at check
  online:  { WELCOME: WELCOME, SILVER: SILVER, GOLD: GOLD, VIP: VIP, VVIP: VVIP }
  offline: { 신규: WELCOME, 일반: SILVER, 우수: GOLD, 최우수: VIP }
measures:                                              # numbers a rule may use; always say sum, max, min or latest
  spend: sum(spend)
bands:                                                 # from this amount up to the next, lower bound included
  spend: { SILVER: 200000, GOLD: 500000, VIP: 1500000, VVIP: 3000000 }
decide:                                                # first that applies
  - { name: left both,   when: every(status = 'withdrawn'), grade: none }
  - { name: best of both, grade: highest(map, band(spend)) }
adjust:
  - { name: no loss, never_below: previous }
points:
  - { from: points, into: points }
  - { from: offline.stamps, into: points, rate: 500 }
fields:
  name: [prefer online, latest]
  phone: [latest]
  consent_sms: strictest
examples:
  - given:  { online: { grade: SILVER, spend: 100000 }, offline: { grade: 최우수, spend: 50000 } }
    expect: { grade: VIP, rule: best of both }
accept:
  - { finding: gap, because: who has neither a grade nor enough spend is counted and asked at the counter }
`;
