/** What the office keeps about itself: profile, people, powers to sign, areas. */
import type { Role } from '../../domain/case/acts.ts';

/** Whose rows a transaction may see. */
export interface StorageScope {
  officeId: string;
  areas: readonly string[] | '*';
}

/** The office itself, as its settings say. */
export interface Office {
  officeId: string;
  name: string;
  regencyCode: string;
  regencyName: string;
  utcOffsetMinutes: number;
  clockOffsetMs: number;
  profile: OfficeProfile;
}

/** What an office says about itself to residents and on its papers. */
export interface OfficeProfile {
  /** The office's own name for its WhatsApp service, e.g. "Dik Jamila Me-WA". */
  serviceName: string;
  address: string;
  phone: string;
  /** Words for residents, e.g. "Senin–Jumat 08.00–15.30 WITA". */
  hoursText: string;
  /** Days of the week (1 = Monday) and working hours in minutes of the day. */
  workdays: readonly number[];
  opensAtMinute: number;
  closesAtMinute: number;
  retentionDays: number;
  consentVersion: string;
  /** Extra closed days, `YYYY-MM-DD`, beside national holidays. */
  closedDays: readonly string[];
}

/** One officer who may sign in. */
export interface Officer {
  officerId: string;
  accountId: string;
  name: string;
  roles: readonly Role[];
  areas: readonly string[] | '*';
  isActive: boolean;
  /** The admin knows the password: until it was changed nothing else may be done. */
  mustChangePassword?: boolean;
}

/** Power to sign, dated and limited (UU 30/2014 Art. 14; PPS by Permendagri 119/2017). */
export interface SigningAuthority {
  authorityId: string;
  officerId: string;
  role: string;
  kind: 'definitif' | 'plt' | 'plh';
  decree: string;
  validFrom: string;
  validTo?: string;
  documentIds: readonly string[];
}

export interface Directory {
  office(): Promise<Office>;
  /** Until this transaction ends nobody else who asks for it hires or changes an officer. */
  lockOffice(): Promise<void>;
  setClockOffset(offsetMs: number): Promise<void>;
  findOfficerByAccount(accountId: string): Promise<Officer | undefined>;
  findOfficer(officerId: string): Promise<Officer | undefined>;
  /** Names by id, of those who are known. */
  officerNames(officerIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  listOfficers(): Promise<Officer[]>;
  addOfficer(officer: Officer, nik: string | undefined, now: Date): Promise<void>;
  setOfficer(
    officerId: string,
    change: Partial<Pick<Officer, 'isActive' | 'roles' | 'areas' | 'mustChangePassword'>>,
  ): Promise<void>;
  officerNik(officerId: string): Promise<string | undefined>;
  authoritiesOf(officerId: string): Promise<SigningAuthority[]>;
  addAuthority(authority: SigningAuthority): Promise<void>;
  areas(parentCode: string): Promise<{ code: string; name: string; level: string }[]>;
}
