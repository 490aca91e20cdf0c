/** Currencies whose amounts Stripe gives without minor units (https://docs.stripe.com/currencies#zero-decimal). */
const stripeZeroDecimal = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
/** Currencies of which Stripe counts thousandths. */
const stripeThreeDecimal = new Set('BHD JOD KWD OMR TND'.split(' '));

/** An amount of Stripe in words: `$20.00`; null where amount or currency is missing. */
export function stripeMoney(amount: number | null, currency: string | null): string | null {
  const code = currency?.toUpperCase() ?? '';
  const digits = stripeZeroDecimal.has(code) ? 0 : stripeThreeDecimal.has(code) ? 3 : 2;
  return inMinorUnits(amount, currency, digits);
}

/** An amount in the minor units of its currency (ISO 4217) in words: 2000 USD is `$20.00`. */
export function minorMoney(amount: number | null, currency: string | null): string | null {
  return inMinorUnits(amount, currency, null);
}

/** An amount in units of its currency in words: 20 USD is `$20.00`. Without a currency, the number with two decimals. */
export function money(amount: number | null, currency: string | null): string | null {
  if (amount === null) return null;
  const format = currency === null ? null : formatOf(currency, null);
  return format ? written(format, amount) : amount.toFixed(2);
}

function inMinorUnits(amount: number | null, currency: string | null, digits: number | null): string | null {
  if (amount === null || currency === null || !Number.isSafeInteger(amount)) return null;
  const format = formatOf(currency, digits);
  if (format === null) return null;
  return written(format, amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** `digits` null: those of the currency. Null where the text is not a currency code. */
function formatOf(currency: string, digits: number | null): Intl.NumberFormat | null {
  if (!/^[a-z]{3}$/i.test(currency)) return null;
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    ...(digits === null ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  });
}

function written(format: Intl.NumberFormat, amount: number): string {
  // `CHF 20.00` has a no-break space.
  return format.format(amount).replaceAll('\u00a0', ' ');
}
