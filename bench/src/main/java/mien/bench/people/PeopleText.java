package mien.bench.people;

/** What the page of results says beside its numbers. */
final class PeopleText {

  static final String METHOD =
      """
      Every photo gives the face at its center. LFW's photos and the freer ones (`identity/`) show \
      some of the same people without saying so, and are two libraries. Labels count as they are; \
      LFW's official errata name six wrong pairs among these photos, and there are more: persons \
      under two names, photos under a wrong one. All methods see the same embeddings. The others get \
      the threshold, in steps of 0.01 (0.03 among strangers), at which their own F is highest on this \
      very library; mien gets the thresholds of the recognizer's card. Precision, recall and F are BCubed over all \
      faces; corrections are the acts that make the groups right, an act being to take all faces of \
      one person out of a group, or to merge two groups. The card's curves were measured on LFW, \
      too, and how far a group's similarity lies between its mean and its centroids', with the half \
      decades of its bars and the 5,000 faces from which on they rise, was chosen on these photos \
      with three recognizers at once: a check on photos that no one has seen is still to be made.\
      """;

  static final String GROUPS =
      """
      Photos of one person each: FairFace's adults by sex and age band, UTKFace's children under 13. \
      Pairs of two people at the thresholds of the card, and how many faces of a library of that \
      group alone end in a group with another. No labeled photos of siblings, or of one child over \
      the years, are at hand, so nothing is measured on them; strangers' children are more alike \
      than adults by the factors in the table, and siblings can only be nearer. What guards them \
      is the rule that two faces of one photo are two people, birth dates, and what users say.\
      """;

  static final String SCALE =
      """
      Synthetic people with 1 to 15 pictures each (two pictures of one share 0.64 of their squared \
      length), identities and scatter drawn as the strangers above. All pairs are compared; the \
      graph has the 32 nearest of each face. Recall: of the edges that comparing 200 faces with all \
      others finds, the share that the graph has. Load is the system's average over a minute when \
      the run began; times are of the wall clock.\
      """;

  private PeopleText() {}
}
