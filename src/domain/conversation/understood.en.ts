/** What the chat understands in English; entry by entry the same as in Indonesian. */
import type { understood as id } from './understood.id.ts';

export const understood: typeof id = {
  commands: {
    menu: ['menu'],
    status: ['status', 'check status'],
    continue: ['continue'],
    back: ['back'],
    cancel: ['cancel'],
    officer: ['officer'],
    stop: ['stop'],
    erase: ['delete data', 'erase data'],
    form: ['form'],
    'full-form': ['full form'],
    indonesian: ['indonesian'],
    english: ['english'],
  },
  thanks: ['thanks', 'thank you', 'thx', 'ok', 'okay', 'great', 'fine', 'good'],
  greetings: ['hello', 'hi', 'hey', 'test', 'good morning', 'good afternoon', 'good evening'],
  fillers:
    'i, want, need, a, an, the, my, please, to, get, for, new, make, would, like, can, have, and, of, with, apply, id'.split(
      ', ',
    ),
  skipWords: ['skip', '-'],
  sentence: {
    affirms: 'yes, yeah, yep, y, have, has, correct, right'.split(', '),
    denies: 'no, not, nope, none, dont, don, never'.split(', '),
    exists: ['have', 'has'],
    particles: 'i, we, it, is, the, that, this, one, any, my, t, do, does, did, it s, on, a, number'.split(
      ', ',
    ),
    unsure: 'or, maybe, perhaps, if, but, only, think, lost, what'.split(', '),
  },
  daysAgo: [
    'today, this morning, this afternoon, just now'.split(', '),
    'yesterday, yesterday morning, yesterday evening, one day ago'.split(', '),
    'the day before yesterday, day before yesterday'.split(', '),
  ],
  daysBefore: ['days ago'],
  helpWords:
    'where, how, why, help, what does, what is, i do not know, i don t know, i do not understand, i don t understand'.split(
      ', ',
    ),
  askWords: 'where, how, what, why, which'.split(', '),
  changeWords: 'change, correct, edit, fix, wrong'.split(', '),
  photoWords: 'photo, photos, picture, pictures, paper, papers'.split(', '),
  notNames: {
    begins: 'at, in, from, my name, my, i am, the'.split(', '),
    holds: 'hospital, clinic, midwife, not yet, do not know'.split(', '),
  },
};
