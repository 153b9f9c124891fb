//! What somebody does with a clause: orders, asks, tells what came or was paid, plans, takes back,
//! changes, adds, agrees, refuses. Words decide, in the languages and spellings of Indonesian chats;
//! a clause without any of them only says something.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::numbers;
use super::vocabulary::{is_filler, undrawn};
use crate::domain::message::Message;
use crate::domain::text::fold;

/// What a clause does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Says something: an order, if it names goods.
    Says,
    /// Asks.
    Asks,
    /// Tells what came, broke, was paid, sent or ordered before.
    Tells,
    /// Says what may be ordered under a condition or some day.
    Plans,
    /// Takes back.
    Cancels,
    /// Changes what was said before.
    Changes,
    /// Adds to what was said before.
    Adds,
    /// Takes some of it away.
    Lessens,
}

impl Act {
    /// The question to the owner about an order that is said so.
    pub fn doubt(self) -> Message {
        Message::new(match self {
            Self::Asks => "chat-asks",
            Self::Plans => "chat-plans",
            Self::Says => "chat-not-understood",
            _ => "chat-changes",
        })
    }
}

/// What a word can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Wishes: `pesan`, `mau`.
    Wants,
    /// Asks: `berapa`, `kapan`.
    Asks,
    /// Asks when a negation follows: `ada (ga)`, `bisa (ga)`.
    Asked,
    /// Came, broke, is being complained about.
    Happened,
    /// `sudah`.
    Done,
    /// `belum`.
    Undone,
    /// `kemarin`, `lalu`.
    Past,
    /// A condition, or a doubt of one's own.
    If,
    /// Puts off: `bulan depan`, `tanya suami dulu`.
    Later,
    /// No number: `beberapa`, `sekitar`, `seperti biasa`.
    Vague,
    /// `batal`, `skip`.
    Cancels,
    /// `ganti`, `maksudnya`, `eh`.
    Changes,
    /// `tambah`.
    Adds,
    /// `lagi`, `juga`: the same goods again add up.
    More,
    /// `kurangi`.
    Lessens,
    /// `tidak`.
    No,
    /// `iya`, `oke`, `deal`.
    Yes,
    /// `habis`, `penuh`.
    Out,
    /// `aja`: only this.
    Only,
    /// `jadi`, before a number.
    Becomes,
    /// `katanya`.
    Hearsay,
    /// Family and friends, who may be the ones who order.
    Kin,
    /// Votes of a poll.
    Votes,
    /// A heading of a shop's own list.
    ShopList,
    /// A heading of a list of orders.
    OrderList,
    /// After a negation it takes back: `(ga) jadi`, `(ora) sido`.
    Denied,
}

use Sign::{
    Adds, Asked, Asks, Becomes, Cancels, Changes, Denied, Done, Happened, Hearsay, If, Kin, Later,
    Lessens, More, No, Only, OrderList, Out, Past, ShopList, Undone, Vague, Votes, Wants, Yes,
};

/// The words of each sign, folded, without drawn-out ends (`yaaa` is `ya`).
const WORDS: &[(Sign, &str)] = &[
    (
        Wants,
        "mau mw mo mao maw pengen pgn pingin pengin ingin order pesan pesen psn psen mesen memesan \
         pesankan pesenin pesanin mamasan kupesan tumbas beli bli membeli ambil ambilka ambilin \
         keep keepin catat catet bungkus bungkusin buatkan bikinin minta take want need butuh hoyong \
         hayang palay badhe bade ajeng arep arek tuku meser mundut pundut jupuk njupuk handak hendak \
         kepengen ngidam checkout titip nitip sikat pre",
    ),
    (
        Asks,
        "berapa brp brapa brpa berapaan brapaan piro piroan pinten pintenan sabaraha sabarahaan bara \
         kapan kpn iraha mana kenapa knp napa naha gimana gmn gimna bagaimana piye kumaha kok apakah \
         adakah bisakah bolehkah how when which what why enakan diskon ready redy readi",
    ),
    (
        Asked,
        "ada msh masih isih ono aya keneh taksih bisa isa iso bsa bs boleh bole bleh dapet dapat dpt \
         oleh available still got jadi jd",
    ),
    (
        Happened,
        "enak lezat gurih renyah ludes dimakan dicicip otw meluncur dikemas kelar ketrima keterima rasanya rusaknya cacat kadaluarsa expired garansi kurir paketan pecah remuk rusak hancur basi tengik gosong jamuran bocor penyok peupeus remek ajur datang \
         dateng dtg sampe nyampe sampai nyampai mendarat tiba diterima nerima retur refund komplain \
         komplen bukti driver resi dapetnya dapatnya telat arrived broken received tertukar ketuker \
         keliru lecet mleyot",
    ),
    (
        Done,
        "sudah udah udh uda sdh dah wis uwis wes wus atos geus enggeus already did sampun alah",
    ),
    (Undone, "belum blm blom belom durung acan"),
    (
        Past,
        "pesananku orderanku pesenanku kemarin kemaren kmrn kmaren kmren wingi kamari tadi td lalu tempo barusan yesterday",
    ),
    (
        If,
        "kalau kalo klo kalok kl klu nek yen upami upamana upama seumpama semisal misal misalnya \
         misale andai andaikan seandainya jika jikalau bila if rencana rencananya mungkin kayaknya \
         kayanya kayane kyknya kayake ketoke sepertinya barangkali asal asalkan maybe unless",
    ),
    (
        Later,
        "nunggu tunggu ngenteni tanya nanya takon depan kapan2 pikir pikir2 next",
    ),
    (
        Vague,
        "secukupnya seadanya sebisanya beberapa bbrp sekitar sktr kira kira2 kurleb kisaran secukupnya sebanyak banyak dikit sedikit \
         atau ato atw or utawi utawa utowo minimal maksimal paling several some about biasa biasanya \
         biasane biasana secukupe pun",
    ),
    (
        Cancels,
        "batal batalkan batalin dibatalin dibatalkan cancel dicancel cancelled gajadi gajd gakjadi \
         nggajadi gausah gakusah skip mundur hapus dihapus coret urung wurung",
    ),
    (
        Changes,
        "ganti diganti gantiin digantiin ubah diubah rubah dirubah ralat koreksi revisi tukar tuker \
         dituker ditukar maksudnya maksud maksude maksudku eh salah bukan sanes dudu naikin dinaikin \
         naikkan canda becanda bercanda",
    ),
    (
        Adds,
        "tambah tambahin tambahan tambahi nambah ditambah ditambahin tambahkan tambahke imbuh add",
    ),
    (More, "lagi lg maneh deui juga jg more"),
    (Lessens, "kurangi kurangin dikurangi dikurangin minus"),
    (
        No,
        "nda2 ra gada gaada g ga gak gk ngga nggak enggak engga tidak tdk ndak nda ora teu kagak kaga kga mboten no not \
         nope indak idak jangan jgn henteu moal ogah",
    ),
    (
        Yes,
        "mantap mantul sip2 gaskan oce okee okeh noted lanjutkan ya iya iyo yo inggih enggih yes yoi ok oke okey okay sip siap deal fix fiks gas gaskeun betul \
         bener benar leres boleh setuju euh yowis yaudah yauda yawis sok hayu ayo lanjut cus yup yap \
         muhun iye iyah tetep tetap gpp gapapa kuy mangga monggo",
    ),
    (
        Out,
        "sanggup libur overload kebanyakan off nutut kewalahan habis abis kosong full penuh ludes telas seep entek tutup ditutup close closed closing sold \
         gabisa kehabisan abih habisnya",
    ),
    (
        Only,
        "aja saja sj wae ae we thok tok doang doank hungkul only just cukup",
    ),
    (
        Becomes,
        "jadi jadinya jd jdi dadi jangan jgn jadiin jadikan dijadiin dijadikan biar janten naikin",
    ),
    (Hearsay, "katanya jarene jare cenah ceunah konon ktnya"),
    (
        Kin,
        "istri suami bojo bojoku temen teman temenku temanku temanya adik adek kakakku mama mamaku papa \
         ibuku mertua sodara saudara tetangga bos anak anakku ponakan sepupu rekan istriku suamiku",
    ),
    (
        Votes,
        "vote votes voting poll polling suara opsi option jajak poling",
    ),
    (
        ShopList,
        "stok stock ready pengingat reminder resep jadwal packing belanja produksi panggang giveaway \
         sold voting hasil harga pricelist katalog testimoni testi rute anter antar kirim kiriman \
         pengiriman bahan oven open promo diskon update libur info pengumuman siap status menu contoh \
         kurir lalu kemarin ambil pickup besok",
    ),
    (
        OrderList,
        "pesanan pesenan pesan pesen list listnya daptar daftar po titip titipan order orderan rekap \
         arisan rekapan jastip catatan patungan absen",
    ),
    (
        Denied,
        "pesan pesen order ikut beli ambil nambah jadi jd mau sido sios estu tulus siyos jadina",
    ),
];

static SIGNS: LazyLock<HashMap<&'static str, Vec<Sign>>> = LazyLock::new(|| {
    let mut signs: HashMap<&'static str, Vec<Sign>> = HashMap::new();
    for (sign, words) in WORDS {
        for word in words.split_ascii_whitespace() {
            signs.entry(word).or_default().push(*sign);
        }
    }
    signs
});

/// Whether a word shows a sign.
pub(super) fn shows(word: &str, sign: Sign) -> bool {
    let has = |word: &str| SIGNS.get(word).is_some_and(|signs| signs.contains(&sign));
    has(word) || has(undrawn(word))
}

/// Whether a word says that something is ordered.
pub(super) fn is_ordering(word: &str) -> bool {
    shows(word, Wants)
}

/// Whether a word shows anything at all.
pub(super) fn is_known(word: &str) -> bool {
    SIGNS.contains_key(word) || SIGNS.contains_key(undrawn(word))
}

/// A clause's words, for looking at its signs.
#[derive(Debug)]
pub(super) struct Words {
    pub folded: String,
    starred: bool,
}

impl Words {
    pub fn of(text: &str) -> Self {
        let text = text.trim();
        Self {
            folded: fold(text),
            starred: text.len() < 60
                && text.starts_with('*')
                && text.get(1..).is_some_and(|rest| !rest.starts_with(' '))
                && !text.get(1..).is_some_and(|rest| rest.contains('*')),
        }
    }

    pub fn all(&self) -> impl DoubleEndedIterator<Item = &str> + Clone {
        self.folded.split(' ').filter(|word| !word.is_empty())
    }

    pub fn has(&self, sign: Sign) -> bool {
        self.all().any(|word| shows(word, sign))
    }

    /// Whether a word with one sign is followed by a word with another.
    fn pair(&self, first: Sign, second: impl Fn(&str) -> bool) -> bool {
        let mut before = "";
        self.all().any(|word| {
            let found = shows(before, first) && second(word);
            before = word;
            found
        })
    }

    /// Whether it takes back: `batal`, `ga jadi`.
    pub fn cancels(&self) -> bool {
        self.has(Cancels)
            || self.pair(No, |next| {
                shows(next, Denied) || matches!(next, "dulu" | "usah")
            }) && !self.pair(Denied, |next| shows(next, No))
    }

    /// Whether somebody declines what was never ordered: `ga ikut`, `belum mau`.
    pub fn declines(&self) -> bool {
        !self.has(Cancels) && !self.pair(No, |next| matches!(next, "jadi" | "jd" | "sido"))
    }

    /// Whether it says what somebody or something becomes: `jadi 3`.
    pub fn becomes(&self) -> bool {
        let is_amount = |word: &str| {
            ["rb", "ribu", "k", "jt"]
                .iter()
                .any(|end| word.ends_with(end))
        };
        self.pair(Becomes, |next| is_number(next) && !is_amount(next))
    }

    pub fn changes(&self) -> bool {
        self.starred || self.has(Changes) || self.becomes()
    }

    /// Whether it tells of what came, broke, was paid or ordered before.
    pub fn tells(&self) -> bool {
        let wants = |word: &str| shows(word, Wants);
        let idle = |word: &str| {
            matches!(
                word,
                "itu" | "gitu" | "cukup" | "segitu" | "aja" | "ya" | "lah"
            )
        };
        let mut done = false;
        let mut before = "";
        for word in self.all() {
            let far = shows(before, Done) && !is_number(word) && !idle(word) && !shows(word, Only);
            done |= far && (wants(word) || !self.has(Wants));
            done |= shows(before, Past) && wants(word) || wants(before) && shows(word, Past);
            done |= before == "kurang" && is_number(word);
            before = word;
        }
        let ends_done = shows(before, Done);
        let pays = |word: &str| {
            matches!(
                word,
                "tp" | "trp" | "transfer" | "bayar" | "lunasi" | "pelunasan"
            )
        };
        let paid_first =
            self.all().take_while(|word| !is_number(word)).any(pays) && self.all().any(is_number);
        self.has(Happened)
            || (self.has(Out) || paid_first) && !self.has(Wants) && !self.has(If)
            || done
            || ends_done && self.all().count() > 1
            || (self.has(Undone) || self.has(Past)) && !self.has(Wants)
    }

    /// Whether it asks, apart from a question mark.
    pub fn asks(&self) -> bool {
        let all: Vec<&str> = self.all().collect();
        let near_no = |at: usize| {
            all.iter()
                .skip(at + 1)
                .take(4)
                .any(|word| shows(word, No) || *word == "kah")
        };
        let still = |at: usize| {
            matches!(
                all.get(at).copied(),
                Some("masih" | "msh" | "isih" | "still" | "taksih")
            ) && all
                .iter()
                .skip(at + 1)
                .take(2)
                .any(|word| shows(word, Asked))
        };
        let ends_no = all
            .iter()
            .rev()
            .take(3)
            .find(|word| matches!(**word, "bisa") || !is_filler(word))
            .is_some_and(|word| {
                let may = matches!(
                    *word,
                    "boleh" | "bisa" | "ready" | "ada" | "bole" | "bisakah"
                );
                let told = all
                    .iter()
                    .any(|word| shows(word, Undone) || shows(word, Done));
                (shows(word, No) || may && !told) && all.len() > 2
            });
        let asks = all.iter().enumerate().any(|(at, word)| {
            let pun = all.get(at + 1) == Some(&"pun");
            shows(word, Asks) && !pun
                || shows(word, Asked) && near_no(at)
                || still(at)
                || *word == "aya" && all.get(at + 1) == Some(&"keneh")
                || matches!(
                    *word,
                    "harga" | "hrg" | "harganya" | "regane" | "hargana" | "price"
                ) && !all.iter().skip(at + 1).take(2).any(|next| is_number(next))
        });
        asks || ends_no
    }

    /// Whether it plans, or says it only under a condition.
    pub fn plans(&self) -> bool {
        let result = |word: &str| matches!(word, "gitu" | "begitu" | "ngono" | "kitu" | "boleh");
        self.has(Hearsay)
            || self.has(Later)
            || self.has(If) && !self.pair(If, result)
            || self.folded.contains("nanti aja")
            || self.folded.contains("nanti dulu")
    }

    /// What it does.
    pub fn act(&self) -> Act {
        if self.cancels() {
            Act::Cancels
        } else if self.has(Lessens) {
            match self.all().any(is_number) {
                true => Act::Lessens,
                false => Act::Changes,
            }
        } else if self.has(Adds) {
            Act::Adds
        } else if self.tells() {
            Act::Tells
        } else if self.changes() {
            Act::Changes
        } else if self.plans() {
            Act::Plans
        } else {
            Act::Says
        }
    }
}

/// Whether a word is a number, in figures or letters.
pub(super) fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || numbers::counts(word)
}

/// What makes a field or an entry of a list doubtful, if anything: it takes back, changes or asks.
pub(super) fn against(text: &str) -> Option<Act> {
    let words = Words::of(text);
    match words.act() {
        act @ (Act::Cancels | Act::Changes | Act::Lessens | Act::Adds) => Some(act),
        _ if text.contains('?') && words.asks() => Some(Act::Asks),
        _ => None,
    }
}
