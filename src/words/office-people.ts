/** About who has which chat. */
export interface PeopleWords {
  emptyIsNobody: string;
}

export const peopleEnglish: PeopleWords = {
  emptyIsNobody: "Leave it empty, and it is nobody's.",
};

export const peopleJapanese: PeopleWords = {
  emptyIsNobody: "空にすると担当なしになります。",
};
