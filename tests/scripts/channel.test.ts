import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(path.join(tmpdir(), 'caravan-channel-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Said = { code: number; out: string; err: string }

/** As a person would call it, from a folder of their own; no database is there. */
function channel(...args: string[]): Promise<Said> {
  const none = 'postgres://nobody@127.0.0.1:9/none'
  const env = { ...process.env, INIT_CWD: folder, DATABASE_URL: none, CARAVAN_DATA: path.join(folder, 'data') }
  return new Promise((done) => {
    execFile(
      process.execPath,
      ['scripts/run.mjs', 'scripts/caravan.ts', 'channel', ...args],
      { env },
      (error, out, err) => done({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}

function file(name: string, content: unknown): string {
  writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  return name
}

const trade = `{"trade_fullinfo_get_response":{"trade":{"tid":4123456789012345678,"status":"WAIT_SELLER_SEND_GOODS",
  "payment":"59.80","post_fee":"0.00","created":"2026-11-11 00:01:02","pay_time":"2026-11-11 00:02:03","modified":"2026-11-11 00:02:03",
  "receiver_name":"王**","receiver_state":"浙江省","oaid":"1aB2","alipay_no":"2026","orders":{"order":[
  {"oid":4123456789012345679,"num":2,"price":"29.90","outer_sku_id":"TEA-1","title":"龙井"}]}}}}`

test('channel parse: one line per file, unwrapped, ids whole, what is not mapped named; S3.8', async () => {
  file('trade.json', trade)
  file('wrapped.json', `{"operation":"x","httpStatus":200,"body":${trade}}`)
  const { code, out, err } = await channel('parse', '--channel', 'taobao', 'trade.json', 'wrapped.json')
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(lines.map((line) => line.file)).toEqual(['trade.json', 'wrapped.json'])
  expect(lines[0].unmapped).toEqual(['trade_fullinfo_get_response.trade.alipay_no'])
  expect(lines[1].items).toEqual(lines[0].items)
  expect(lines[0].items).toEqual([
    {
      channelOrderNo: '4123456789012345678',
      status: 'paid',
      createdAt: '2026-11-10T16:01:02.000Z',
      paidAt: '2026-11-10T16:02:03.000Z',
      modifiedAt: '2026-11-10T16:02:03.000Z',
      currency: 'CNY',
      buyer: {},
      address: {
        name: '王**',
        phone: '',
        country: 'CN',
        province: '浙江省',
        city: '',
        district: '',
        line1: '',
        postcode: '',
        token: '1aB2',
      },
      lines: [
        {
          channelLineNo: '4123456789012345679',
          sellerSku: 'TEA-1',
          title: '龙井',
          quantity: 2,
          unitPrice: '29.90',
          discount: '0.00',
        },
      ],
      shippingFee: '0.00',
      discount: '0.00',
      total: '59.80',
      paid: '59.80',
    },
  ])
})

test('channel parse: a file that is not of that kind is told as such, the others are read, and the exit code is 1', async () => {
  file('trade.json', trade)
  file('error.json', { error_response: { code: 27, msg: 'Invalid session' } })
  file('spec.json', { requestParams: [], responseParams: [] })
  file('broken.json', '{"trade":')
  const names = ['error.json', 'spec.json', 'broken.json', 'missing.json', 'trade.json']
  const { code, out } = await channel('parse', '--channel', 'taobao', '--kind', 'order', ...names)
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(code).toBe(1)
  expect(lines.map((line) => line.error)).toEqual([
    'no order: error answer 27',
    'a specification',
    'not JSON',
    expect.stringContaining('ENOENT'),
    undefined,
  ])
  expect(lines[4].items).toHaveLength(1)
  expect((await channel('parse', '--channel', 'taobao', '--kind', 'refund', 'trade.json')).code).toBe(1)
})

test('channel sign: the signature and nothing else; what cannot be signed is told on stderr', async () => {
  const params = {
    app_key: '12345678',
    fields: 'num_iid,title,nick,price,num',
    format: 'json',
    method: 'taobao.item.seller.get',
    num_iid: 11223344,
    session: 'test',
    sign_method: 'md5',
    timestamp: '2016-01-01 12:00:00',
    v: '2.0',
  }
  // The worked example of the platform's own documentation.
  const signed = await channel('sign', '--channel', 'taobao', file('sign.json', { params, secret: 'helloworld' }))
  expect(signed).toEqual({ code: 0, out: '66987CB115214E59E6EC978214934FB8\n', err: '' })
  const unsigned = await channel('sign', '--channel', 'amazon', 'sign.json')
  expect(unsigned).toEqual({ code: 1, out: '', err: 'amazon has no request signature\n' })
})
