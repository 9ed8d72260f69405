"""The form table `training_classes`."""

import pandas as pd

from kc_pipeline.rules.finding import Severity
from kc_pipeline.rules.row_rule import row_rule
from kc_pipeline.schemas import fields
from kc_pipeline.schemas.fields import Day, Text, Whole
from kc_pipeline.schemas.form_table import FormTable

_OUTCOMES = ("enterprises_founded", "households_registered", "households_unregistered")


class TrainingClasses(FormTable):
    """One row a class of a training project (contents 1 and 2)."""

    project_code: Text = fields.project_code()
    class_name: Text = fields.text("Tên lớp", required=True)
    trade: Text = fields.text("Nghề, chuyên đề")
    commune: Text = fields.place("Địa điểm")
    starts_on: Day = fields.day("Ngày khai giảng")
    ends_on: Day = fields.day("Ngày bế giảng")
    trainees: Whole = fields.count("Số học viên", required=True)
    women: Whole = fields.count("Số học viên nữ")
    establishment: Text = fields.establishment("Đơn vị thụ hưởng")
    enterprises_founded: Whole = fields.count("Số lập doanh nghiệp")
    households_registered: Whole = fields.count("Số hộ kinh doanh có đăng ký")
    households_unregistered: Whole = fields.count("Số tự sản xuất kinh doanh")

    class Config:
        """The table's name and its title in Vietnamese."""

        name = "training_classes"
        title = "Lớp học"

    @row_rule(
        "training_classes.women_above_trainees",
        Severity.ERROR,
        at="women",
        needs=("women", "trainees"),
        waivable=True,
        title_vi="Số học viên nữ lớn hơn số học viên",
        title_en="More women than trainees",
        message_vi="Ô {cell}: số học viên nữ “{women}” lớn hơn số học viên “{trainees}” (ô "
        "{trainees_cell}); dòng này chưa được tính.",
        message_en="Cell {cell}: “{women}” women are more than the “{trainees}” trainees in cell "
        "{trainees_cell}; the row does not count yet.",
        mend_vi="Đề nghị kiểm tra lại hai số này.",
        mend_en="Please check both numbers.",
        reason_vi="Học viên nữ là một phần của số học viên; lớn hơn thì một trong hai số sai.",
        reason_en="Women are counted among the trainees; if they are more, one of the two numbers "
        "is wrong.",
    )
    @classmethod
    def women_are_trainees(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Women are counted among the trainees."""
        return frame["women"] <= frame["trainees"]

    @row_rule(
        "training_classes.ends_before_starts",
        Severity.WARNING,
        at="ends_on",
        needs=("starts_on", "ends_on"),
        title_vi="Ngày bế giảng trước ngày khai giảng",
        title_en="The class ends before it starts",
        message_vi="Ô {cell}: ngày bế giảng “{ends_on}” trước ngày khai giảng “{starts_on}” (ô "
        "{starts_on_cell}).",
        message_en="Cell {cell}: the class ends on “{ends_on}”, before it starts on “{starts_on}” "
        "(cell {starts_on_cell}).",
        mend_vi="Đề nghị kiểm tra lại hai ngày này.",
        mend_en="Please check both dates.",
        reason_vi="Lớp học bế giảng sau khi khai giảng; ngược lại thì một trong hai ngày sai.",
        reason_en="A class ends after it starts; otherwise one of the two dates is wrong.",
    )
    @classmethod
    def end_follows_start(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """A class of one day ends on the day it starts."""
        return frame["ends_on"] >= frame["starts_on"]

    @row_rule(
        "training_classes.outcomes_above_trainees",
        Severity.WARNING,
        at="trainees",
        needs=("trainees",),
        shows=_OUTCOMES,
        title_vi="Kết quả sau đào tạo nhiều hơn số học viên",
        title_en="More outcomes than trainees",
        message_vi="Ô {cell}: số học viên “{trainees}” ít hơn tổng số lập doanh nghiệp "
        "“{enterprises_founded}”, hộ kinh doanh có đăng ký “{households_registered}” và tự sản "
        "xuất kinh doanh “{households_unregistered}”.",
        message_en="Cell {cell}: “{trainees}” trainees are fewer than the enterprises founded "
        "“{enterprises_founded}”, registered “{households_registered}” and unregistered "
        "households “{households_unregistered}” together.",
        mend_vi="Đề nghị kiểm tra lại các số này.",
        mend_en="Please check these numbers.",
        reason_vi="Mỗi học viên chỉ có một kết quả sau đào tạo.",
        reason_en="Each trainee has one outcome at most.",
    )
    @classmethod
    def outcomes_are_of_trainees(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Each trainee has one outcome at most; what is not told counts as none."""
        outcomes = sum(frame[column].fillna(0) for column in _OUTCOMES)
        return outcomes <= frame["trainees"]
