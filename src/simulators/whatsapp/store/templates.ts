/** The message templates of the simulated business account. */
import type { Dice } from '../dice.ts';
import type { TemplateComponent, TemplateSeed } from '../options.ts';
import type { Database } from './database.ts';

/** A template with the moment it was handed in (virtual milliseconds). */
export interface Template extends TemplateSeed {
  id: string;
  at: number;
  isPaused: boolean;
}

/** How to reach the templates in the state. */
export interface Templates {
  list(name?: string): Template[];
  find(name: string, language: string): Template | undefined;
  /** Adds one or replaces the one of the same name and language. */
  put(template: TemplateSeed, at: number): Template;
  remove(name: string): boolean;
  pause(name: string, isPaused: boolean): void;
}

/** Opens the templates of a state. */
export function openTemplates(db: Database, dice: Dice): Templates {
  interface Row {
    id: string;
    name: string;
    language: string;
    category: TemplateSeed['category'];
    components: string;
    at: number;
    paused: number;
  }
  const fromRow = ({ components, paused, ...rest }: Row): Template => ({
    ...rest,
    components: JSON.parse(components) as TemplateComponent[],
    isPaused: paused === 1,
  });
  const find = (name: string, language: string) => {
    const row = db.get<Row>('SELECT * FROM templates WHERE name = ? AND language = ?', name, language);
    return row && fromRow(row);
  };
  return {
    list: (name) =>
      db
        .all<Row>(
          'SELECT * FROM templates WHERE (?1 IS NULL OR name = ?1) ORDER BY name, language',
          name ?? null,
        )
        .map(fromRow),
    find,
    put(template, at) {
      db.run(
        `INSERT INTO templates (id, name, language, category, components, at) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (name, language) DO UPDATE SET category = excluded.category, components = excluded.components`,
        dice.newDigits(15),
        template.name,
        template.language,
        template.category,
        JSON.stringify(template.components),
        at,
      );
      return find(template.name, template.language)!;
    },
    remove(name) {
      const isKnown = db.get('SELECT 1 FROM templates WHERE name = ?', name) !== undefined;
      db.run('DELETE FROM templates WHERE name = ?', name);
      return isKnown;
    },
    pause: (name, isPaused) =>
      db.run('UPDATE templates SET paused = ? WHERE name = ?', isPaused ? 1 : 0, name),
  };
}
