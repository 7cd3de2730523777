/** Public holidays of Indonesia (SKB tiga menteri) as closed days; joint leave follows by decree and is entered by the office. */

/** Days of the given years, `YYYY-MM-DD`, in order. The library's data is loaded only for this. */
export async function nationalHolidays(years: readonly number[]): Promise<string[]> {
  const { default: Holidays } = await import('date-holidays');
  const indonesia = new Holidays('ID');
  const days = years.flatMap((year) => indonesia.getHolidays(year).filter((day) => day.type === 'public'));
  return [...new Set(days.map((day) => day.date.slice(0, 10)))].sort();
}
