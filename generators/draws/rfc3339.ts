const DAY = 86_400;
const ERA = 146_097; // days of 400 years
const TO_MARCH_0 = 719_468; // days from 0000-03-01 to 1970-01-01

const ZERO = 48;
const [DASH, COLON, T, Z] = [45, 58, 84, 90];

const tens = (value: number): number => ZERO + ((value / 10) | 0);
const ones = (value: number): number => ZERO + (value % 10);

/**
 * The RFC 3339 text of a second since 1970, up to the year 9999: several times faster than a Date. A year is counted from
 * March, so that a leap day comes last in it.
 */
export const rfc3339 = (second: number): string => {
  const days = Math.floor(second / DAY);
  const rest = second - days * DAY;
  const march = days + TO_MARCH_0;
  const era = Math.floor(march / ERA);
  const ofEra = march - era * ERA;
  const yearOfEra = ((ofEra - ((ofEra / 1460) | 0) + ((ofEra / 36_524) | 0) - ((ofEra / 146_096) | 0)) / 365) | 0;
  const ofYear = ofEra - (365 * yearOfEra + (yearOfEra >> 2) - ((yearOfEra / 100) | 0));
  const fromMarch = ((5 * ofYear + 2) / 153) | 0;
  const day = ofYear - (((153 * fromMarch + 2) / 5) | 0) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const [century, hour, minute] = [(year / 100) | 0, (rest / 3600) | 0, ((rest / 60) | 0) % 60];
  const [years, seconds] = [year % 100, rest % 60];
  // biome-ignore format: a line a part
  return String.fromCharCode(
    tens(century), ones(century), tens(years), ones(years), DASH, tens(month), ones(month), DASH, tens(day), ones(day), T,
    tens(hour), ones(hour), COLON, tens(minute), ones(minute), COLON, tens(seconds), ones(seconds), Z,
  );
};
