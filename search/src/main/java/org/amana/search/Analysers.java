package org.amana.search;

import com.ibm.icu.text.Normalizer2;
import java.io.Reader;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.es.SpanishPluralStemFilter;
import org.apache.lucene.analysis.fa.PersianNormalizationFilter;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.ICUNormalizer2Filter;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterIterator;

/// How text becomes terms, the same at indexing and at asking.
///
/// - `exact`: words as they stand, folded: case, accents, ligatures and presentation forms, diacritics, tatweel, and
///   the digits of every script are one. It serves every language, those with no chain of their own included. A word
///   with a hamza in it has a second term beside it, see [HamzaSeats].
/// - `en`, `es`, `ar`: stemmed. Arabic's stemmer takes off the article and the conjunction that `exact` keeps;
///   normalising with NFKC_CF before it unfolds the ligatures that Lucene's own `ArabicAnalyzer` leaves whole.
///   What stands before them is taken off by [StackedPrefixes].
/// - `name`: a file's path, broken at the marks that people put between words of a name. `parts`: broken also where the
///   case changes and between letters and digits, as in `ContratoMuelle` and `scan0045`.
/// - `joined`: only what [JoinedWords] makes one.
///
/// Where words begin and end is for [WordBreaks] and ICU to say; a name is broken at more marks.
///
/// Words longer than [#LONGEST_WORD] after folding are no words and are left out.
final class Analysers {
    static final int LONGEST_WORD = 100;

    /// Before the second form of a word as it stands, see [HamzaSeats].
    private static final String UNSEATED = "#";

    private static final int PARTS = WordDelimiterGraphFilter.GENERATE_WORD_PARTS
            | WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS
            | WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE
            | WordDelimiterGraphFilter.SPLIT_ON_NUMERICS;

    private static final Normalizer2 NFKC_CF = Normalizer2.getInstance(null, "nfkc_cf", Normalizer2.Mode.COMPOSE);

    private Analysers() {}

    /// The chain of each field of [Fields]; a field without one has no words.
    static Analyzer perField() {
        return new PerFieldAnalyzerWrapper(
                exact(),
                Map.of(
                        Fields.ENGLISH, english(),
                        Fields.SPANISH, spanish(),
                        Fields.ARABIC, arabic(),
                        Fields.NAME, name(),
                        Fields.PARTS, parts(),
                        Fields.JOINED, joined()));
    }

    static Analyzer exact() {
        return new Chain() {
            @Override
            TokenStream filter(TokenStream words) {
                return folded(words);
            }
        };
    }

    static Analyzer english() {
        return new Chain() {
            @Override
            TokenStream filter(TokenStream words) {
                TokenStream folded = bounded(new ICUFoldingFilter(new EnglishPossessiveFilter(words)));
                return new PorterStemFilter(new StopFilter(folded, stopWords(Fields.ENGLISH)));
            }
        };
    }

    static Analyzer spanish() {
        return new Chain() {
            @Override
            TokenStream filter(TokenStream words) {
                TokenStream normal = bounded(new ICUNormalizer2Filter(words, NFKC_CF));
                TokenStream kept = new StopFilter(normal, stopWords(Fields.SPANISH));
                TokenStream singular = new SpanishPluralStemFilter(kept);
                return new ICUFoldingFilter(new SpanishLightStemFilter(singular));
            }
        };
    }

    static Analyzer arabic() {
        return new Chain() {
            @Override
            TokenStream filter(TokenStream words) {
                TokenStream normal = bounded(new ICUNormalizer2Filter(words, NFKC_CF));
                TokenStream letters = new AlefWasla(new DecimalDigitFilter(normal));
                TokenStream kept = new StopFilter(letters, stopWords(Fields.ARABIC));
                TokenStream bare = new HamzaSeats(new StackedPrefixes(kept), "");
                return new ArabicStemFilter(new ArabicNormalizationFilter(bare));
            }
        };
    }

    /// The words too common to look for in a stemmed field; `exact` and the names keep theirs.
    static CharArraySet stopWords(String field) {
        return switch (field) {
            case Fields.ENGLISH -> EnglishAnalyzer.getDefaultStopSet();
            case Fields.SPANISH -> SpanishAnalyzer.getDefaultStopSet();
            case Fields.ARABIC -> ArabicAnalyzer.getDefaultStopSet();
            default -> CharArraySet.EMPTY_SET;
        };
    }

    private static Analyzer name() {
        return new NameChain() {
            @Override
            TokenStream filter(TokenStream words) {
                return folded(words);
            }
        };
    }

    private static Analyzer parts() {
        return new NameChain() {
            @Override
            TokenStream filter(TokenStream words) {
                return folded(new WordDelimiterGraphFilter(
                        words, true, WordDelimiterIterator.DEFAULT_WORD_DELIM_TABLE, PARTS, null));
            }
        };
    }

    private static Analyzer joined() {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer words = new JoinedWords();
                return new TokenStreamComponents(words, folded(words));
            }

            @Override
            protected TokenStream normalize(String field, TokenStream word) {
                return foldedOfAnyLength(word);
            }
        };
    }

    private static TokenStream folded(TokenStream words) {
        return bounded(foldedOfAnyLength(new HamzaSeats(words, UNSEATED)));
    }

    private static TokenStream foldedOfAnyLength(TokenStream words) {
        TokenStream folded = new AlefWasla(new ICUFoldingFilter(words));
        return new PersianNormalizationFilter(new ArabicNormalizationFilter(folded));
    }

    private static TokenStream bounded(TokenStream words) {
        return new LengthFilter(words, 1, LONGEST_WORD);
    }

    /// ICU's word boundaries, then the filters of one field.
    private abstract static class Chain extends Analyzer {
        abstract TokenStream filter(TokenStream words);

        @Override
        protected Reader initReader(String field, Reader text) {
            return new WordBreaks(text);
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = new ICUTokenizer();
            return new TokenStreamComponents(words, filter(words));
        }

        @Override
        protected TokenStream normalize(String field, TokenStream word) {
            // Lucene wants exactly one term back, also of the empty piece between two stars.
            return foldedOfAnyLength(word);
        }
    }

    /// For names, which are broken at more marks.
    private abstract static class NameChain extends Chain {
        private static final NormalizeCharMap BREAKS = breaks();

        private static NormalizeCharMap breaks() {
            NormalizeCharMap.Builder breaks = new NormalizeCharMap.Builder();
            for (String mark : new String[] {"_", ".", "-", "+", "'", "’", ":", ",", ";"}) {
                breaks.add(mark, " ");
            }
            return breaks.build();
        }

        @Override
        protected Reader initReader(String field, Reader name) {
            return new MappingCharFilter(BREAKS, name);
        }
    }
}
