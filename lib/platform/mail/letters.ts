import type { Letter, Mail, StockAlertLine } from '@/lib/platform/mail/mail'

type Words = { subject: string; lines: string[]; button?: { label: string; url: string }; small: string[] }

/** A mail in words: plain text for every reader, and the same as simple HTML. */
export function letterOf(id: string, mail: Mail): Letter {
  const { subject, lines, button, small } = mail.locale === 'en' ? english(mail) : chinese(mail)
  const text = [...lines, ...(button ? [`${button.label}:`, button.url] : []), ...small, 'Caravan 商队'].join('\n\n')
  const paragraph = (line: string) => `<p style="margin:0 0 16px">${escaped(line)}</p>`
  const link = button
    ? `<p style="margin:0 0 16px"><a href="${escaped(button.url)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#b4541a;color:#ffffff;text-decoration:none;font-weight:600">${escaped(button.label)}</a></p>
<p style="margin:0 0 16px;font-size:13px;color:#666666;word-break:break-all">${escaped(button.url)}</p>`
    : ''
  const html = `<!doctype html><html lang="${mail.locale}"><body style="margin:0;padding:24px;font-family:system-ui,'PingFang SC','Microsoft YaHei',sans-serif;font-size:15px;line-height:1.6;color:#1c1917;background:#ffffff">
<div style="max-width:520px;margin:0 auto">${lines.map(paragraph).join('')}${link}${small.map((line) => `<p style="margin:0 0 8px;font-size:13px;color:#666666">${escaped(line)}</p>`).join('')}
<p style="margin:24px 0 0;font-size:13px;color:#666666">Caravan 商队</p></div></body></html>`
  return { id, to: mail.to, subject, text, html }
}

function chinese(mail: Mail): Words {
  switch (mail.kind) {
    case 'invitation': {
      const { name, company, inviter, url, days } = mail.values
      return {
        subject: `${inviter} 邀请您加入 ${company}`,
        lines: [
          `${name}，您好：`,
          `${inviter} 邀请您在 Caravan 商队加入「${company}」。点击下面的链接，设置密码后即可开始工作。`,
        ],
        button: { label: '接受邀请', url },
        small: [`链接仅可使用一次，${days} 天内有效。`, '如果您不认识邀请人，请忽略此邮件。'],
      }
    }
    case 'verify': {
      const { name, url, hours } = mail.values
      return {
        subject: '请确认您的邮箱',
        lines: [`${name}，您好：`, '请点击下面的链接，确认此邮箱归您使用。'],
        button: { label: '确认邮箱', url },
        small: [`链接 ${hours} 小时内有效。`, '如果不是您注册的，请忽略此邮件。'],
      }
    }
    case 'reset': {
      const { name, url, minutes } = mail.values
      return {
        subject: '重置密码',
        lines: [`${name}，您好：`, '有人请求重置您的 Caravan 商队密码。如果是您本人，请点击下面的链接设置新密码。'],
        button: { label: '设置新密码', url },
        small: [`链接仅可使用一次，${minutes} 分钟内有效。`, '如果不是您本人操作，请忽略此邮件，密码不会改变。'],
      }
    }
    case 'stock-alerts': {
      const { name, company, total, lines, url } = mail.values
      return {
        subject: `${company}：${total} 条库存预警`,
        lines: [`${name}，您好：`, `「${company}」有 ${total} 条新的库存预警：`, ...lines.map(alertZh)],
        button: { label: '查看库存预警', url },
        small: ['在库存预警页面可以暂缓某条预警，或调整预警规则。'],
      }
    }
    case 'notice': {
      const { name, company, text, url, settings } = mail.values
      return {
        subject: `${company}：${text}`,
        lines: [`${name}，您好：`, `「${company}」有新的消息：${text}`],
        button: { label: '查看', url },
        small: [`不想再收到这类邮件，可在通知设置中关闭：${settings}`],
      }
    }
    case 'password-changed': {
      const { name, url } = mail.values
      return {
        subject: '您的密码已修改',
        lines: [`${name}，您好：`, '您的 Caravan 商队密码刚刚被修改，其他设备上的登录已全部退出。'],
        button: { label: '不是我本人操作，重置密码', url },
        small: ['如果是您本人操作，无需处理。'],
      }
    }
  }
}

function english(mail: Mail): Words {
  switch (mail.kind) {
    case 'invitation': {
      const { name, company, inviter, url, days } = mail.values
      return {
        subject: `${inviter} invites you to ${company}`,
        lines: [
          `Hello ${name},`,
          `${inviter} invites you to join ${company} on Caravan. Open the link, choose a password and start working.`,
        ],
        button: { label: 'Accept the invitation', url },
        small: [`The link works once, within ${days} days.`, 'If you do not know who invites you, ignore this mail.'],
      }
    }
    case 'verify': {
      const { name, url, hours } = mail.values
      return {
        subject: 'Please confirm your e-mail address',
        lines: [`Hello ${name},`, 'Please open the link to confirm that this address is yours.'],
        button: { label: 'Confirm the address', url },
        small: [`The link works for ${hours} hours.`, 'If you have not registered, ignore this mail.'],
      }
    }
    case 'reset': {
      const { name, url, minutes } = mail.values
      return {
        subject: 'Choose a new password',
        lines: [
          `Hello ${name},`,
          'Somebody asked for a new password for your Caravan account. If it was you, open the link.',
        ],
        button: { label: 'Choose a new password', url },
        small: [
          `The link works once, within ${minutes} minutes.`,
          'If it was not you, ignore this mail: the password stays as it is.',
        ],
      }
    }
    case 'stock-alerts': {
      const { name, company, total, lines, url } = mail.values
      return {
        subject: `${company}: ${total} stock ${total === 1 ? 'alert' : 'alerts'}`,
        lines: [
          `Hello ${name},`,
          `${company} has ${total} new stock ${total === 1 ? 'alert' : 'alerts'}:`,
          ...lines.map(alertEn),
        ],
        button: { label: 'Open stock alerts', url },
        small: ['There you can put an alert off, or change what you are warned of.'],
      }
    }
    case 'notice': {
      const { name, company, text, url, settings } = mail.values
      return {
        subject: `${company}: ${text}`,
        lines: [`Hello ${name},`, `${company} has news for you: ${text}`],
        button: { label: 'Open', url },
        small: [`You choose which mails you get in your notice settings: ${settings}`],
      }
    }
    case 'password-changed': {
      const { name, url } = mail.values
      return {
        subject: 'Your password was changed',
        lines: [
          `Hello ${name},`,
          'Your Caravan password has just been changed, and you were signed out everywhere else.',
        ],
        button: { label: 'It was not me: choose a new password', url },
        small: ['If it was you, there is nothing to do.'],
      }
    }
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function alertZh({
  kind,
  skuCode: sku,
  warehouseCode,
  available,
  onHand,
  coverDays,
  limit,
  batch,
}: StockAlertLine): string {
  const skuCode = warehouseCode ? `${sku}（${warehouseCode}）` : sku
  if (batch)
    return `${skuCode}：${batch.units} 件临近或已过效期，最早的批次 ${batch.batchNo} 于 ${batch.expiresOn} 到期`
  if (kind === 'below_safety') return `${skuCode}：可用 ${available} 件，安全库存 ${limit} 件`
  if (kind === 'low_cover') return `${skuCode}：可用 ${available} 件，只够 ${coverDays ?? 0} 天，补货需要 ${limit} 天`
  if (kind === 'overstock') return `${skuCode}：可用 ${available} 件，够卖 ${coverDays ?? 0} 天，超过 ${limit} 天`
  return `${skuCode}：在库 ${onHand} 件，${limit} 天没有售出`
}

function alertEn({
  kind,
  skuCode: sku,
  warehouseCode,
  available,
  onHand,
  coverDays,
  limit,
  batch,
}: StockAlertLine): string {
  const skuCode = warehouseCode ? `${sku} (${warehouseCode})` : sku
  if (batch)
    return `${skuCode}: ${batch.units} units expire soon or have, first batch ${batch.batchNo} on ${batch.expiresOn}`
  if (kind === 'below_safety') return `${skuCode}: ${available} available, safety stock ${limit}`
  if (kind === 'low_cover')
    return `${skuCode}: ${available} available last ${coverDays ?? 0} days, new goods take ${limit}`
  if (kind === 'overstock') return `${skuCode}: ${available} available last ${coverDays ?? 0} days, more than ${limit}`
  return `${skuCode}: ${onHand} on hand, none sold in ${limit} days`
}
