import type { Decisions } from './decisions.js';
import { nextQuestion } from './questions.js';
import type { InitWords } from './words.js';

/** A person at a terminal. */
export interface Person {
  /** One line without its end. Throws an interrupted Failure when there will be no more. */
  ask(prompt: string): Promise<string>;
  tell(text: string): void;
}

/** Asks about everything that is unsure, one question at a time. Enter takes the default, `?` explains. */
export async function askPerson(decisions: Decisions, words: InitWords, person: Person): Promise<Decisions> {
  let settled = decisions;
  for (;;) {
    const question = nextQuestion(settled, words);
    if (question === undefined) return settled;
    const line = await person.ask(`${question.text}\n  [${question.default}] (${words.ask.hint}) `);
    const text = line.trim().normalize('NFC');
    if (text === '?') person.tell(`  ${question.help}`);
    else {
      const answered = question.answer(text === '' ? question.default : text, settled);
      if (answered === undefined)
        person.tell(`  ${words.ask.wrong({ answer: text, expected: question.expected })}`);
      else settled = answered;
    }
  }
}
