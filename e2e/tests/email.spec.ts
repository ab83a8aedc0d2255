// Notices by e-mail: an address is given and confirmed, what happens then comes as a letter, and its link leads there.
import { accounts } from "../support/accounts";
import { api } from "../support/ground";
import { mailServer } from "../support/mail";
import { act, openReport } from "../support/steps";
import { expect, expectAccessible, test } from "../support/test";

const ADDRESS = "chutich@badinh.gov.vn";

test("a confirmed address gets what is new, with a link to the report", async ({ as }, info) => {
  test.setTimeout(300_000);
  const mail = await mailServer(info.project.name);
  try {
    const chairman = await as(accounts.communeChairman);
    await chairman.getByRole("button", { name: /^Tài khoản/ }).click();
    await chairman.getByRole("link", { name: "Nhận thông báo qua thư điện tử" }).click();
    await expect(chairman.getByText("Bạn chưa có địa chỉ nhận thông báo.")).toBeVisible();
    await expectAccessible(chairman);
    const address = chairman.getByLabel("Địa chỉ thư điện tử");
    await address.fill("không phải địa chỉ");
    await chairman.getByRole("button", { name: "Gửi mã xác nhận" }).click();
    await expect(chairman.getByText("Địa chỉ thư điện tử chưa đúng")).toBeVisible();
    await address.fill(ADDRESS);
    await chairman.getByRole("button", { name: "Gửi mã xác nhận" }).click();
    const code = chairman.getByLabel("Mã trong thư");
    await code.fill("0000 0000");
    await chairman.getByRole("button", { name: "Xác nhận", exact: true }).click();
    await expect(chairman.getByText("còn 4 lần thử")).toBeVisible();
    await expectAccessible(chairman);
    await code.fill(/\d{4} \d{4}/.exec(mail.letters[0] ?? "")?.[0] ?? "");
    await chairman.getByRole("button", { name: "Xác nhận", exact: true }).click();
    await expect(chairman.getByText(`Thông báo được gửi tới ${ADDRESS}.`)).toBeVisible();

    const author = await as(accounts.communeEntry);
    await openReport(author, "enter", { form: "II.06d/VPCP/KSTT", kind: "quarter" });
    const path = new URL(author.url()).pathname;
    await act(author, "Trình lãnh đạo", "Trong kỳ không phát sinh");
    const letter = () => mail.letters.find((text) => text.includes(`${path}\n`)) ?? "";
    const administrator = await as(accounts.administrator);
    const mailed = async () => {
      // The job looks every minute, or when it is asked to.
      await api(administrator, "POST", "/jobs/mail_notices/runs", {});
      return letter();
    };
    await expect.poll(mailed, { timeout: 100_000, intervals: [5_000] }).toContain("Việc cần làm: Xem xét và duyệt báo cáo");
    expect(letter()).toContain(`To: ${ADDRESS}`);
    await chairman.goto(new RegExp(`http://\\S+${path}`).exec(letter())?.[0] ?? "");
    await expect(chairman.getByRole("heading", { level: 1 })).toContainText("II.06d/VPCP/KSTT");

    await chairman.goto("/thu-dien-tu");
    await chairman.getByRole("button", { name: "Thôi gửi" }).click();
    await expect(chairman.getByText(`Không gửi thông báo tới ${ADDRESS}.`)).toBeVisible();
    await chairman.getByRole("button", { name: "Xóa địa chỉ" }).click();
    await expect(chairman.getByText("Bạn chưa có địa chỉ nhận thông báo.")).toBeVisible();
  } finally {
    mail.stop();
  }
});
