package io.bertline.prep.pipeline;

import io.bertline.prep.input.SourceRange;
import io.bertline.prep.split.RangeSurvey;
import java.io.Serializable;

/** A range and what the split must know of its rows. */
record SurveyedRange(SourceRange range, RangeSurvey survey) implements Serializable {}
