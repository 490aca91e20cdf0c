/** The persons and the company of all samples. They do not exist, and their domains and telephone numbers are reserved. */

export const mira = {
  name: 'Mira Okafor',
  first: 'Mira',
  last: 'Okafor',
  login: 'mira-okafor',
  email: 'mira.okafor@example.com',
  phone: '+12025550143',
} as const;

export const jonas = {
  name: 'Jonas Weidlich',
  first: 'Jonas',
  last: 'Weidlich',
  login: 'jonas-weidlich',
  email: 'jonas.weidlich@example.org',
  phone: '+12025550178',
} as const;

export const company = {
  name: 'Brightwater Ceramics',
  domain: 'brightwater.example',
  product: 'Café mug, 350 ml',
  sku: 'BW-MUG-350',
  phone: '+12025550100',
  street: '12 Kiln Lane',
  city: 'Portland',
  state: 'OR',
  postcode: '97205',
  country: 'US',
} as const;
