import { personalDataIn } from './personal-data.ts'
import type { Phrases } from './phrase-type.ts'
import { placeIn } from './places.ts'

const help = 'the IP help desk 知財総合支援窓口 (0570-082100, weekdays 8:30–17:15, free, confidential, in Japanese)'

export const en: Phrases = {
  greeting: (operator) =>
    `Hello. This is the AI guide of ${operator}.\nI answer questions on grants and subsidies, technical advice and test facilities, joint research with universities, and intellectual property (patents and so on), from records that have been checked. Please tell me the ward (区) of your company and what you want to do.\nPlease do not write My Number, bank account numbers or the content of unpublished inventions.`,
  thanks: 'You are welcome. Please ask again whenever you have a question about grants or intellectual property.',
  serviceCost:
    'This chat and talking to our staff are free of charge (your own data charges aside). If you ask about the cost of a scheme, please tell me its name.',
  serviceData:
    'What you write is kept by this office to answer you and to hand your case over to staff. The AI and the staff of this office read it; each reading by staff is logged. Telephone numbers and the like are masked. Write 「データを消して」 at any time to have it erased. Please do not write your My Number, bank accounts, or inventions that are not public yet.',
  serviceDuty:
    'The answers here come from checked sources with dates; they promise no adoption and no amount. Before you apply, please check the official guidelines or ask the office in charge. If you think an answer is wrong, our staff will look into it.',
  serviceHours:
    'This AI guide answers at night and on holidays too. For the hours in which our staff answer, write 「相談員と話したい」.',
  menu: 'I can help with:\n- Grants and subsidies: amount, who can apply, deadline, how to apply\n- Working with universities and public test laboratories\n- Patents and other IP: procedure, cost, free advice\n- Preparing online application (GビズID, Jグランツ, e-Rad)\nJust write what you want to know. You can also ask for our staff.',
  restarted:
    'Let us start again. Please write what you want to know about grants, joint research or intellectual property.',
  languageChosen:
    'I will answer in English from here. What would you like to know? Names of schemes stay in Japanese, so that you can look them up.',
  otherLanguage:
    'You can write in English, 中文, 한국어, Tiếng Việt or やさしい日本語. Amounts, rates, deadlines and contacts are told in your language; details follow in Japanese.',
  empty:
    'I could not read a question in this. Please write the name of a scheme, or what you want to do (buy equipment, research with a university, get a patent and so on).',
  humanHandoff:
    'I am passing you on to our staff. At night, on weekends and on holidays they reply on the next working day. They may answer in Japanese.',
  crisis:
    'Thank you for telling me how hard it is. Please do not stay alone with this; talk to someone now.\n- Yorisoi Hotline よりそいホットライン 0120-279-338 (other languages can be chosen in the menu)\n- こころの健康相談統一ダイヤル 0570-064-556 (in Japanese)\n- https://www.mhlw.go.jp/mamorouyokokoro\nIf your life is in danger, call 119 now. I am also telling our staff, who will reply here.',
  injection: 'Sorry, I cannot do that. Please ask about grants, joint research or intellectual property.',
  abuse:
    'Sorry, I cannot answer that. If you have a question about grants, joint research or intellectual property, please write it at any time, or talk to our staff.',
  otherUser: 'I cannot show what other people asked or wrote. Please write your own question.',
  unpublishedInvention:
    'This looks like the content of an invention that has not been published, so I stopped here. What you wrote has not been recorded.\nPlease do not write an invention here before you file it: once others know it, it may lose its novelty (新規性) and can no longer be patented.\nFor advice on the content, please ask the IP help desk 知財総合支援窓口 (0570-082100, weekdays 8:30–17:15, free, confidential) or a patent attorney (弁理士).\nYou can go on without the content, for example: "Which grants for development are there in Itabashi?" or "How much does a patent cost?"',
  legalJudgement:
    'I cannot give legal judgements (valid or not, legal or not, who would win). Please ask a lawyer (弁護士). For contracts and rights in IP you can start at the IP help desk 知財総合支援窓口 (0570-082100, weekdays 8:30–17:15, free, confidential).',
  labourLaw:
    'Dismissal, wages and other labour matters are outside this service. Please ask a labour consultant (社会保険労務士) or a lawyer (弁護士).',
  complaint:
    'Sorry for the trouble. I can pass your opinion on to our staff. If my answers do not help, I can connect you with a person.',
  contradiction:
    'Sorry that this was hard to follow. Please tell me which scheme and which point was different, and I will check it again with the date of the source. Our staff can check it too.',
  sourcesNone:
    'Which answer do you want the source of? Please write the name of the scheme, and I will show the source and its date.',
  sourcesLead: 'My last answer was based on these sources.',
  resumeTopic:
    'Certainly. Which topic shall we go on with: grants, joint research or intellectual property? Please tell me the scheme, or your ward and what you want to do.',
  ghostWriting:
    'I cannot write applications or plans, nor apply or register for you. Whether someone else may write them is decided by each scheme: please check its guidelines (公募要領) or ask its office. I can tell you the conditions, the documents and where to get advice.',
  falseApplication:
    'I cannot help with such an application. Applications under another name or with false content are not allowed, and lead to cancellation and repayment. Tell me about your own company, and I will look for schemes that fit.',
  adoptionPromise:
    'I cannot say whether you will be accepted, promise anything, or tell how to be accepted more easily. What is judged stands in the guidelines (公募要領) of each scheme. You can get advice on your plan from よろず支援拠点 or the chamber of commerce (商工会議所).',
  ownApplication:
    'I cannot see the state of applications or results here. Please ask the office you applied to, with your reception number. If you do not know which office, I am connecting you with our staff.',
  patentability: `I cannot judge whether an invention can be patented. You can search for similar patents free of charge on J-PlatPat. Please ask ${help} or a patent attorney (弁理士). Do not write the invention itself here before you file it.`,
  infringement: `I cannot judge whether a right is infringed. Please ask a patent attorney (弁理士), a lawyer (弁護士) or ${help}. I cannot open links or documents here either.`,
  urgentMoney:
    'There is no grant that pays at once: grants are paid afterwards as a rule. For cash flow, the free management advice of よろず支援拠点 or a loan from 日本政策金融公庫 is the quicker way. I am also connecting you with our staff.',
  competitor:
    'I cannot tell what other companies received. I can look for schemes for your own company: where is it, and what do you want to do?',
  externalLink:
    'I cannot open links. Please write the name of the scheme, and I will answer from the records that have been checked.',
  taxReturn:
    'Tax returns and tax calculation are outside this service. Please ask your tax office (税務署) or a tax accountant (税理士).',
  residenceStatus:
    'Visa and residence status are outside this service. Please ask the Immigration Services Agency (出入国在留管理庁, 入管) or an administrative scrivener (行政書士).',
  registration:
    'Company registration and articles of incorporation are outside this desk. Please ask the Legal Affairs Bureau (法務局, hōmukyoku) or a judicial scrivener (司法書士, shihō shoshi). I can tell you about grants and help desks for starting a business.',
  filler:
    'Please go on. Write a word about what you would like to know: grants, equipment and testing, work with universities, or intellectual property. If you do not know where to begin, tell me the ward (区) of your company and what you want to do.',
  permit:
    'Permits and licences are outside this service. Please ask the office in charge in Tokyo or your ward (environment, construction, health and so on) or an administrative scrivener (行政書士).',
  offTopic:
    'This is outside this service. Please ask about grants, joint research or intellectual property. For other matters please ask your ward office.',
  simplerLead: 'In short:',
  simplerNothing:
    'Sorry, I could not explain it well. Please write in a few words the scheme, or what you want to do (buy equipment, research with a university and so on).',
  eraseData: 'You want your conversation to be deleted. Our staff will check and do it; I am connecting you.',
  companyForgotten: 'I have deleted what you told me about your company from this conversation.',
  companyUnknown:
    'You have not told me about your company yet. With its ward, industry and number of employees I can narrow down the schemes.',
  companyKnown: (lines) => `What you have told me about your company:\n${lines}\nTap "Forget my company" to delete it.`,
  masked: (kinds) =>
    `I have hidden what looks like personal data (${personalDataIn(kinds, 'en')}) and kept it nowhere. It is not needed here, so please do not write it again.`,
  nearestRecord:
    'I found no record that fits exactly. This is the nearest one. If it is not what you asked, please put it in other words or talk to our staff.',
  noEvidence:
    'I found no record for your question, and I cannot answer what has not been confirmed. Please tell me the name of the scheme, or your ward and what you want to do, or talk to our staff.',
  noRecordElsewhere: (places) =>
    `I have no confirmed records of schemes in ${places}. Please ask the local government or the chamber of commerce (商工会議所) there. I can tell you about national schemes.`,
  noRecordPlace: (ward) =>
    `I have no confirmed scheme of ${placeIn(ward, 'en')} for your question. Please ask the ward office or 東京商工会議所.`,
  tooUncertain: (name) =>
    `I know that there is a scheme called 「${name}」, but its amounts and conditions are not confirmed.`,
  tooUncertainTopic: (name) => `I could not confirm 「${name}」 in public sources.`,
  nearScheme: (name) => `A near scheme is 「${name}」.`,
  offerStaff: 'I can also connect you with our staff.',
  askPurpose: (ward) =>
    `Your company is in ${placeIn(ward, 'en')}. What is the money for: R&D, equipment, sales, starting a business, intellectual property?`,
  askProfile:
    'To find schemes for you, please tell me the ward (区) of your company and what you want to do (R&D, equipment, sales, training, intellectual property and so on).',
  askWhichWindow:
    'What is it about? I will tell you where to ask.\n- Money (grants, cash flow) and management\n- Technical advice, tests, use of equipment\n- Joint research with a university\n- Patents and other IP',
  askWhichScheme:
    'Which scheme do you mean? Please tell me its name, or the ward of your company and what you want to do.',
  oneWardOnly: (ward) =>
    `This is a scheme of ${placeIn(ward, 'en')}. If your company is in another ward, tell me which one, and I will look again.`,
  askWard: 'If you tell me the ward (区) of your company, I can add the schemes of that ward.',
  beyond:
    'Schemes with an overlapping purpose and more of it, as far as my records show (amounts and rates depend on conditions):',
  knownOnes:
    'Of the schemes with an overlapping purpose, these have confirmed figures (amounts and rates depend on conditions):',
  noneBeyond: 'My records show no scheme with an overlapping purpose that is confirmed to offer more.',
  amongThem:
    'The schemes from before, those that take applications first, then by the larger figure (amounts and rates depend on conditions):',
  noneComparable: 'None of the schemes from before has a confirmed figure, so I cannot compare them.',
  notCompared: 'So I cannot compare it with others.',
  priceNotCompared: 'My records hold no confirmed prices for the same thing, so I cannot say which is cheaper.',
  nothingCheaper: 'Nothing is cheaper than this.',
  freeOnes: 'These are confirmed to be free of charge:',
  costReduced: 'These schemes lower what you pay:',
  togetherUnknown: (names) => `I could not confirm whether ${names} can be combined with other grants.`,
  documentsUnknown: (names) =>
    `The documents needed for ${names} are not confirmed. Please see the guidelines (募集要項).`,
  blamesAdvice:
    'We are sorry for the trouble. Our staff will check what was said and what happened; I am connecting you.',
  formerFacts: 'What I told you is from earlier documents. It is not confirmed that it is still so.',
  mayHaveChanged: 'It is not confirmed that it is still so.',
  costsApart:
    'Rates and caps differ by the kind of cost, so the sum of several cannot be worked out. Please ask for each kind by itself.',
  termClosing: 'How a scheme treats this is in its own guidelines; please see its official page.',
  sumsFoot:
    'The rough sums assume that all of the cost is eligible. What is paid is settled by the screening and the report.',
  inGeneral: (scheme) =>
    `This is the rule common to subsidies. For 「${scheme}」 itself, please check its guidelines or its office.`,
  findsPartner: (window) => `To find a university or a researcher to work with, ask ${window}.`,
  applicantLead: (applicant) => `These schemes speak of applicants of this kind (「${applicant}」):`,
  applicantLeftOut: (applicant) => `These schemes say that they leave out 「${applicant}」:`,
  listFoot: 'Send the number or the name of a scheme to see who can apply and how.',
  error: 'Sorry, something went wrong and I could not answer. Please try again or talk to our staff.',
  closing: 'For your own case please check with the office in charge.',
}
