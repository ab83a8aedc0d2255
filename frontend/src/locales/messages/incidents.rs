//! Incidents: the system is or was down.

use super::M;

messages! {
    Incidents "Chế độ sự cố" "Incidents";
    IncidentsDeclared "Các sự cố đã công bố" "Incidents declared";
    NoIncidents "Chưa có sự cố nào được công bố." "No incident was declared.";
    DeclareIncident "Công bố sự cố" "Declare an incident";
    DeclareIncidentHint "Mọi người sẽ được thông báo ngay. Báo cáo chưa gửi, đến hạn từ lúc bắt đầu sự cố đến hết số ngày nêu trên sau sự cố, được gia hạn; hạn cũ vẫn xem được trong báo cáo." "Everybody is told at once. Reports not sent that fall due from its beginning until so many days after its end are due later; the deadline before stays visible.";
    IncidentDeclared "Đã công bố sự cố. Hạn gửi đang được gia hạn." "The incident is declared. Deadlines are being moved.";
    IncidentHasEnded "Sự cố đã kết thúc." "The incident has ended.";
    IncidentScope "Phạm vi" "Scope";
    WholeSystem "Toàn hệ thống" "The whole system";
    IncidentBegan "Bắt đầu lúc" "Began at";
    IncidentOver "Kết thúc lúc" "Ended at";
    IncidentTime "Thời gian" "Time";
    IncidentReason "Nội dung sự cố" "What happened";
    IncidentReasonHint "Ví dụ: Mất điện tại trung tâm dữ liệu" "For example: no power in the data centre";
    IncidentRule "Cách gia hạn" "How deadlines move";
    ExtendByOutage "Theo số ngày làm việc bị mất" "By the working days lost";
    ExtendByDays "Số ngày làm việc cố định" "A fixed number of working days";
    ExtendedDays "{} ngày làm việc" "{} working days";
    IncidentDays "Số ngày làm việc được gia hạn" "Working days";
    IncidentReach "Gồm cả báo cáo đến hạn sau sự cố (số ngày làm việc)" "With deadlines after its end (working days)";
    IncidentExtended "Báo cáo được gia hạn" "Reports moved";
    ExtendedUntil "hạn cuối {}" "until {}";
    IncidentLasts "Đang diễn ra" "Goes on";
    IncidentEnded "Đã kết thúc" "Ended";
    EndIncident "Kết thúc sự cố" "End the incident";
    EndIncidentHint "Hạn gửi được tính lại lần cuối theo toàn bộ thời gian sự cố, và mọi người được thông báo." "Deadlines are settled by the whole time that it took, and everybody is told.";
    IncidentDeadlines "Hạn gửi được gia hạn muộn nhất: {}." "The last deadline given: {}.";
    ExtendedByIncident "Gia hạn do sự cố “{}”: hạn gửi từ {} sang {}." "Due later because of an incident (“{}”): {} became {}.";
}
